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
        List<String> cannotKnow,
        List<SourceDocument> sources) {

    /**
     * Where a formula is from.
     *
     * @param number what is reckoned by it
     */
    public record SourceDocument(String number, String source) {}

    private static final List<SourceDocument> SOURCES = List.of(
            new SourceDocument("concurrency", "J. D. C. Little, A proof for the queuing formula L = λW, 1961"),
            new SourceDocument("waiting", "A. K. Erlang, 1917: Erlang C, by the recursion of Erlang B"),
            new SourceDocument(
                    "mean_wait",
                    "A. O. Allen, Probability, Statistics, and Queueing Theory with Computer Science Applications, 1990:"
                            + " Allen-Cunneen, (Ca² + Cs²) / 2 times the wait of M/M/c; corrected by W. Krämer and"
                            + " M. Langenbach-Belz, 1976 (one server), T. Kimura, 1986, and W. Whitt, 1993 (several)"),
            new SourceDocument(
                    "response_time",
                    "an approximation: those who wait, wait exponentially long (J. F. C. Kingman, 1965), added to the"
                            + " measured times in service as if independent"),
            new SourceDocument(
                    "bounded_by",
                    "P. J. Denning and J. P. Buzen, The operational analysis of queueing network models, 1978"));

    static AdviceDocument of(
            LoadQuery asked, Instant since, List<StationDocument> advice, long omitted, List<KindDocument> kinds) {
        return new AdviceDocument(asked.from(), asked.to(), since, advice, omitted, kinds, Caveats.ALWAYS, SOURCES);
    }
}
