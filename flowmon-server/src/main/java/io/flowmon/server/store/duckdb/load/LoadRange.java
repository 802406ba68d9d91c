/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.duckdb.Micros;

/**
 * The time of a load, in microseconds since 1970.
 *
 * @param low inclusive
 * @param high exclusive
 * @param parts equal parts of it that are told apart
 */
record LoadRange(long low, long high, int parts) {

    /** How long before the range a message may have been sent, and a flow begun. */
    private static final long LOOK_BACK_MICROS = 15L * 60 * 1_000_000;

    static LoadRange of(LoadQuery query) {
        return new LoadRange(Micros.of(query.from()), Micros.of(query.to()), query.parts());
    }

    /** From when on messages may have been sent, and flows have begun, that are told of in the range. */
    long earliest() {
        return low - LOOK_BACK_MICROS;
    }

    /** From when on an action may have called and sent that is told of in the range; no longer before it than it is long. */
    long begin() {
        return low - Math.min(LOOK_BACK_MICROS, high - low);
    }

    /** The number of the part that a moment belongs to, which is not before the range. */
    int part(long moment) {
        return (int) Math.min(parts - 1, (moment - low) * parts / (high - low));
    }

    /** How much of a time lies in the range, in microseconds. */
    long within(long from, long to) {
        return Math.max(0, Math.min(to, high) - Math.max(from, low));
    }
}
