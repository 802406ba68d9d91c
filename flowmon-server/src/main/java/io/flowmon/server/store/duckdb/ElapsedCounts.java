/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.Durations;
import io.flowmon.server.store.ElapsedBands;
import io.flowmon.server.store.ElapsedCount;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts actions by time and by how long they took. */
final class ElapsedCounts {

    /** How many bounds the time reaches, less one: the first is 0. */
    private static final String BAND = ElapsedBands.bounds().stream()
            .skip(1)
            .map(bound -> "CAST(elapsed_time >= " + Durations.seconds(bound) + " AS INTEGER)")
            .collect(Collectors.joining(" + "));

    private static final String COUNTS = "SELECT (epoch_us(timestamp) - ?) // ? AS bucket, " + BAND
            + " AS band, CAST(round(sum(1 / sample_rate)) AS BIGINT), " + Errors.COUNT
            + " FROM event WHERE " + Micros.IN_RANGE
            + " AND elapsed_time IS NOT NULL AND ?::VARCHAR IN ('', module_type) AND ?::VARCHAR IN ('', endpoint)"
            + " AND ?::VARCHAR IN ('', message_type) GROUP BY bucket, band ORDER BY bucket, band";

    private ElapsedCounts() {}

    static List<ElapsedCount> list(Readers readers, LatencyQuery query) {
        long from = Micros.of(query.from());
        long to = Micros.of(query.to());
        long width = Math.max(1, (to - from + query.buckets() - 1) / query.buckets());
        List<Object> parameters = new ArrayList<>(List.of(from, width, from, to));
        parameters.add(query.module() == null ? "" : query.module());
        parameters.add(query.endpoint() == null ? "" : query.endpoint());
        parameters.add(query.messageType() == null ? "" : query.messageType());
        return readers.all(COUNTS, parameters, row -> {
            long start = from + row.number(1) * width;
            return new ElapsedCount(
                    Micros.toInstant(start),
                    Micros.toInstant(Math.min(to, start + width)),
                    Math.toIntExact(row.number(2)),
                    row.number(3),
                    row.number(4));
        });
    }
}
