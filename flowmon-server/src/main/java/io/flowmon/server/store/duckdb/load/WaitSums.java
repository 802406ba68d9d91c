/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.StationLoad.Waits;
import org.jspecify.annotations.Nullable;

/** Waits added up. Not thread-safe. */
final class WaitSums {

    private long known;
    private long contradictory;
    private double sum;

    /** @param micros negative where clocks contradict each other, null where it is not known */
    void add(@Nullable Long micros) {
        if (micros == null) {
            return;
        }
        if (micros < 0) {
            contradictory++;
        } else {
            known++;
            sum += micros;
        }
    }

    long contradictory() {
        return contradictory;
    }

    Waits waits() {
        return waits(contradictory);
    }

    /** The same with another number of contradictory ones. */
    Waits waits(long contradictions) {
        return new Waits(known, contradictions, known == 0 ? null : sum / known / 1e6);
    }
}
