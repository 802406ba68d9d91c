/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.LatencyBucket;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The actions of parts of a time; of more than {@code most}, by bands. */
final class LatencyBuckets {

    private LatencyBuckets() {}

    static List<LatencyBucket> list(Readers readers, LatencyQuery query, long most) {
        long from = Micros.of(query.from());
        long to = Micros.of(query.to());
        long width = Math.max(1, (to - from + query.buckets() - 1) / query.buckets());
        List<Object> asked = new ArrayList<>(List.of(from, to));
        String condition = "true"
                + equal("module_type", query.module(), asked)
                + equal("endpoint", query.endpoint(), asked)
                + equal("message_type", query.messageType(), asked);
        boolean many = ElapsedGroups.areMoreThan(most, readers, condition, asked);
        List<Object> parameters = new ArrayList<>(List.of(from, width));
        parameters.addAll(asked);
        String sql = ElapsedGroups.sql(many, "(epoch_us(timestamp) - ?) // ? AS bucket", "bucket", condition);
        return readers.all(sql + " ORDER BY bucket", parameters, row -> bucket(row, from, width));
    }

    private static String equal(String column, @Nullable String value, List<Object> parameters) {
        if (value == null) {
            return "";
        }
        parameters.add(value);
        return " AND " + column + " = ?";
    }

    private static LatencyBucket bucket(Row row, long from, long width) throws SQLException {
        long start = from + row.number(1) * width;
        Percentiles percentiles = Quantiles.read(row, 4);
        if (percentiles == null) {
            throw new SQLException("a bucket without values");
        }
        return new LatencyBucket(
                Micros.toInstant(start), Micros.toInstant(start + width), row.number(2), row.number(3), percentiles);
    }
}
