/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.FlowCount;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.duckdb.query.Readers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The flows of a query counted where they begin. */
final class FlowCounts {

    /** Parameters are those of the selection, then the query's begin, the parts' origin and width. */
    private static final String COUNTS = """
            SELECT (greatest(start_us, ?) - ?) // ? AS part, CAST(round(sum(weight)) AS BIGINT),
                CAST(round(coalesce(sum(weight) FILTER (outcome <> 'ok'), 0)) AS BIGINT), count(*)
            FROM matching GROUP BY part ORDER BY part
            """;

    private FlowCounts() {}

    static List<FlowCount> list(Readers readers, FlowQuery query, Instant origin, Duration width) {
        FlowSelection selection = FlowSelection.of(readers, query);
        long first = Micros.of(origin);
        long micros = Math.max(1, TimeUnit.MICROSECONDS.convert(width));
        List<Object> parameters = new ArrayList<>(selection.parameters());
        parameters.addAll(List.of(Micros.of(query.from()), first, micros));
        return readers.all(selection.with() + COUNTS, parameters, row -> {
            long start = first + row.number(1) * micros;
            return new FlowCount(
                    Micros.toInstant(start),
                    Micros.toInstant(start + micros),
                    row.number(2),
                    row.number(3),
                    row.number(4));
        });
    }
}
