/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the database holds them: microseconds since 1970, in UTC. */
public final class Micros {

    /** Whether an event was written at the first of two times or later, and before the second. */
    public static final String IN_RANGE =
            "timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)";

    private Micros() {}

    /** Of a time. */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** A duration in seconds, rounded to microseconds. */
    public static long ofSeconds(double seconds) {
        return Math.round(seconds * 1e6);
    }

    /** The time that they stand for. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
