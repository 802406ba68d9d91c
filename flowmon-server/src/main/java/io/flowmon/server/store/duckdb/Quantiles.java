/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The usual percentiles as one column: a list of seven, null when there was no value. */
final class Quantiles {

    static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private Quantiles() {}

    static String of(String column) {
        return "quantile_cont(" + column + ", " + Arrays.toString(SHARES) + ")";
    }

    static @Nullable Percentiles read(Row row, int column) throws SQLException {
        Object[] q = row.list(column);
        if (q == null) {
            return null;
        }
        return new Percentiles(
                value(q[0]), value(q[1]), value(q[2]), value(q[3]), value(q[4]), value(q[5]), value(q[6]));
    }

    private static double value(Object quantile) {
        return ((Number) quantile).doubleValue();
    }
}
