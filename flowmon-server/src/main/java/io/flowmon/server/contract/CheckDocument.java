/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.List;

/**
 * What a contract would have found.
 *
 * @param examined flows of this kind that had settled, the newest ones
 * @param more whether there may be others in the time range that were not looked at
 * @param deviating how many of those examined
 * @param unsettled flows that may still go on, and were not looked at
 */
record CheckDocument(int examined, boolean more, int deviating, int unsettled, List<Kind> deviations) {

    /** A kind of deviation, how many flows have it, and some of them. */
    record Kind(String kind, int flows, List<Example> examples) {}

    /** A flow and its differences in words. */
    record Example(String correlationId, List<String> differences) {}

    static CheckDocument of(DryRun run, boolean more) {
        return new CheckDocument(
                run.examined(),
                more,
                run.deviating(),
                run.unsettled(),
                run.kinds().entrySet().stream()
                        .map(entry -> new Kind(
                                entry.getKey().wireName(),
                                entry.getValue(),
                                run.examples(entry.getKey()).entrySet().stream()
                                        .map(example -> new Example(example.getKey(), example.getValue()))
                                        .toList()))
                        .toList());
    }
}
