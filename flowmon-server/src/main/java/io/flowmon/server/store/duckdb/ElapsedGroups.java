/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The events of a time that ended something, by groups: how many there are, how many failed, and the {@link Percentiles}
 * of how long they took.
 *
 * <p>To hold and sort each time costs more than all else that is asked of many events. So of many they are counted by
 * bands, each e<sup>1/200</sup> wide, and a percentile is the mean of the band of the nearest time: within half a per cent of
 * that time, where sorting interpolates between it and the next.
 */
final class ElapsedGroups {

    private static final String ENDED = Micros.IN_RANGE + " AND elapsed_time IS NOT NULL AND ";

    private static final String SORTED = """
            SELECT %1$s, CAST(round(sum(1 / sample_rate)) AS BIGINT) AS ended, %4$s, %5$s
            FROM event WHERE %3$s GROUP BY %2$s""";

    private static final String BANDED = """
            WITH band AS (
                SELECT %1$s, CAST(200 * ln(greatest(elapsed_time, 1e-9)) AS INTEGER) AS band, count(*) AS number,
                    sum(elapsed_time) AS seconds, sum(1 / sample_rate) AS weight,
                    sum(1 / sample_rate) FILTER (outcome <> 'ok') AS failed
                FROM event WHERE %3$s GROUP BY %2$s, band
            ), ranked AS (
                SELECT *, seconds / number AS mean, sum(number) OVER (PARTITION BY %2$s ORDER BY band) AS rank,
                    sum(number) OVER (PARTITION BY %2$s) AS numbers
                FROM band
            )
            SELECT %2$s, CAST(round(sum(weight)) AS BIGINT) AS ended,
                CAST(round(coalesce(sum(failed), 0)) AS BIGINT), [%4$s]
            FROM ranked GROUP BY %2$s""";

    private static final String OF_BANDS = DoubleStream.of(Quantiles.SHARES)
            .mapToObj(share -> "min(mean) FILTER (rank >= " + share + " * numbers)")
            .collect(Collectors.joining(", "));

    private static final String NUMBER = "SELECT count(*) FROM event WHERE " + ENDED;

    private ElapsedGroups() {}

    /**
     * Whether there are more than {@code many}.
     *
     * @param parameters those of the range and the condition
     */
    static boolean areMoreThan(long many, Readers readers, String condition, List<Object> parameters) {
        return readers.all(NUMBER + condition, parameters, row -> row.number(1)).get(0) > many;
    }

    /**
     * Rows of the groups' columns, {@code ended}, the number that failed, and the percentiles. The parameters are those of
     * the columns, the range and the condition.
     *
     * @param columns what to group by, each with its name
     * @param names the names alone
     * @param condition what else an event must have
     */
    static String sql(boolean many, String columns, String names, String condition) {
        return many
                ? BANDED.formatted(columns, names, ENDED + condition, OF_BANDS)
                : SORTED.formatted(columns, names, ENDED + condition, Errors.COUNT, Quantiles.of("elapsed_time"));
    }
}
