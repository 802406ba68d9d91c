/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import org.jspecify.annotations.Nullable;

/**
 * One difference between a flow and its contract.
 *
 * @param text for people: what was expected and what was found
 * @param value how many, or how many seconds
 * @param allowed what would have been no deviation
 * @param absence whether an event that is still to come may make up for it
 * @param missingFrom who did not report, where that is an absence; null for anybody
 */
record Deviation(
        DeviationKind kind,
        String text,
        double value,
        double allowed,
        boolean absence,
        @Nullable Glob missingFrom) {

    static Deviation of(DeviationKind kind, String text, double value, double allowed) {
        return new Deviation(kind, text, value, allowed, false, null);
    }

    static Deviation absence(DeviationKind kind, String text, double value, @Nullable Glob missingFrom) {
        return new Deviation(kind, text, value, 0, true, missingFrom);
    }
}
