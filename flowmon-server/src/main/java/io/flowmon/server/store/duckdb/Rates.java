/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.FlowRate;
import io.flowmon.server.store.IntakeRate;
import io.flowmon.server.store.duckdb.query.Readers;
import java.time.Instant;
import java.util.List;

/** Flows and events counted over time. */
final class Rates {

    private static final String FLOWS = """
            WITH flow AS (
                SELECT %s AS start_us, %s AS end_us, coalesce(bool_or(outcome <> 'ok'), false) AS failed,
                    max(1 / sample_rate) AS weight
                FROM event
                WHERE timestamp >= make_timestamp(?::BIGINT) AND timestamp < make_timestamp(?::BIGINT)
                GROUP BY correlation_id
            )
            SELECT (greatest(start_us, ?) - ?) // ? AS bucket, CAST(round(sum(weight)) AS BIGINT),
                CAST(round(coalesce(sum(weight) FILTER (failed), 0)) AS BIGINT), %s
            FROM flow GROUP BY bucket ORDER BY bucket
            """.formatted(
            FlowSelection.START_MICROS, FlowSelection.END_MICROS, Quantiles.of("(end_us - start_us) / 1000000"));

    private static final String INTAKE = """
            SELECT (epoch_us(received_at) - ?) // ? AS bucket, count(*)
            FROM event WHERE received_at >= make_timestamp(?::BIGINT) AND received_at < make_timestamp(?::BIGINT)
            GROUP BY bucket ORDER BY bucket
            """;

    private Rates() {}

    /** A flow whose first action began before the range, and ended in it, counts at the range's begin. */
    static List<FlowRate> flows(Readers readers, Instant from, Instant to, int buckets) {
        long begin = Micros.of(from);
        long end = Micros.of(to);
        long width = width(begin, end, buckets);
        return readers.all(FLOWS, List.of(begin, end, begin, begin, width), row -> {
            long start = begin + row.number(1) * width;
            return new FlowRate(
                    Micros.toInstant(start),
                    Micros.toInstant(start + width),
                    row.number(2),
                    row.number(3),
                    Quantiles.read(row, 4));
        });
    }

    static List<IntakeRate> intake(Readers readers, Instant from, Instant to, int buckets) {
        long begin = Micros.of(from);
        long end = Micros.of(to);
        long width = width(begin, end, buckets);
        return readers.all(INTAKE, List.of(begin, width, begin, end), row -> {
            long start = begin + row.number(1) * width;
            return new IntakeRate(Micros.toInstant(start), Micros.toInstant(start + width), row.number(2));
        });
    }

    private static long width(long begin, long end, int buckets) {
        return Math.max(1, (end - begin + buckets - 1) / buckets);
    }
}
