/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.List;

/**
 * One difference between a flow and its contract.
 *
 * @param text for people: what was expected and what was found
 * @param value how many, or how many seconds
 * @param allowed what would have been no deviation
 * @param absence whether an event that is still to come may make up for it
 * @param missingFrom who may not have reported, where that is an absence
 */
record Deviation(
        DeviationKind kind, String text, double value, double allowed, boolean absence, List<Glob> missingFrom) {

    Deviation {
        missingFrom = List.copyOf(missingFrom);
    }

    static Deviation of(DeviationKind kind, String text, double value, double allowed) {
        return new Deviation(kind, text, value, allowed, false, List.of());
    }

    static Deviation absence(DeviationKind kind, String text, double value, List<Glob> missingFrom) {
        return new Deviation(kind, text, value, 0, true, missingFrom);
    }
}
