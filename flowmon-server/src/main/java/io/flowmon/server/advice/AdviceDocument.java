/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.LoadQuery;
import java.time.Instant;
import java.util.List;

/**
 * Scaling advice as the interface writes it. Times are in seconds, rates in 1/s.
 *
 * @param since when it is reckoned from: later than {@code from} where the time has more events than are looked at
 * @param advice the busiest first
 * @param omitted less busy modules and endpoints that one answer does not hold
 * @param kinds kinds of flows, the most frequent first
 * @param cannotKnow what to bear in mind with every advice
 * @param sources of the formulas
 */
public record AdviceDocument(
        Instant from,
        Instant to,
        Instant since,
        List<StationDocument> advice,
        long omitted,
        List<KindDocument> kinds,
        List<Text> cannotKnow,
        List<SourceDocument> sources) {

    /**
     * Where a formula is from.
     *
     * @param number what is reckoned by it
     */
    public record SourceDocument(String number, Text source) {}

    private static final List<SourceDocument> SOURCES = List.of(
            source("concurrency", Sentence.SOURCE_CONCURRENCY),
            source("waiting", Sentence.SOURCE_WAITING),
            source("mean_wait", Sentence.SOURCE_MEAN_WAIT),
            source("response_time", Sentence.SOURCE_RESPONSE_TIME),
            source("bounded_by", Sentence.SOURCE_BOUNDED_BY));

    static AdviceDocument of(
            LoadQuery asked, Instant since, List<StationDocument> advice, long omitted, List<KindDocument> kinds) {
        return new AdviceDocument(asked.from(), asked.to(), since, advice, omitted, kinds, Caveats.ALWAYS, SOURCES);
    }

    private static SourceDocument source(String number, Sentence sentence) {
        return new SourceDocument(number, Text.of(sentence.of()));
    }
}
