/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.nullOf;

import io.flowmon.rules.alert.Observation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** The columns that a rule's query gives, and what is observed as they say. */
final class Observations {

    private static final String KEY = "alert_key";
    private static final String AT = "observed_at";
    private static final String VALUE = "observed";
    private static final String THRESHOLD = "threshold";
    private static final String CLEAR_BELOW = "clear_below";
    private static final String COUNTED = "counted";
    private static final String RESOLVED = "resolved";
    private static final String CORRELATION_ID = "correlation_id";
    private static final String MODULE_TYPE = "module_type";
    private static final String MODULE_ID = "module_id";
    private static final String ENDPOINT = "endpoint";
    private static final String MISSING_FROM = "missing_from";

    private static final Map<String, DataType> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(KEY, DataTypes.STRING());
        TYPES.put(AT, DataTypes.TIMESTAMP_LTZ(3));
        TYPES.put(VALUE, DataTypes.DOUBLE());
        TYPES.put(THRESHOLD, DataTypes.DOUBLE());
        TYPES.put(CLEAR_BELOW, DataTypes.DOUBLE());
        TYPES.put(COUNTED, DataTypes.BOOLEAN());
        TYPES.put(RESOLVED, DataTypes.BOOLEAN());
        TYPES.put(CORRELATION_ID, DataTypes.STRING());
        TYPES.put(MODULE_TYPE, DataTypes.STRING());
        TYPES.put(MODULE_ID, DataTypes.STRING());
        TYPES.put(ENDPOINT, DataTypes.STRING());
        TYPES.put(MISSING_FROM, DataTypes.STRING());
    }

    private static final List<String> REQUIRED = List.of(KEY, AT, VALUE, THRESHOLD);

    private Observations() {}

    /** What is wrong with a query that gives these columns, or null. */
    static @Nullable String problem(List<String> given) {
        for (String name : given) {
            if (!TYPES.containsKey(name)) {
                return "the query gives a column \"" + name + "\", which says nothing about an alert; known are "
                        + String.join(", ", TYPES.keySet());
            }
        }
        for (String name : REQUIRED) {
            if (!given.contains(name)) {
                return "the query gives no column \"" + name + "\"";
            }
        }
        return null;
    }

    /** All columns, each with its type; those that are not given are NULL. */
    static Expression[] columns(List<String> given) {
        return TYPES.entrySet().stream()
                .map(column -> (given.contains(column.getKey()) ? $(column.getKey()) : nullOf(column.getValue()))
                        .cast(column.getValue())
                        .as(column.getKey()))
                .toArray(Expression[]::new);
    }

    /** Whether a query that gives these columns is about something that did not come. */
    static boolean tellOfMissing(List<String> given) {
        return given.contains(MISSING_FROM);
    }

    /** Whether the row says something: with NULL for a value there is nothing to compare. */
    static boolean isComplete(Row row) {
        return REQUIRED.stream().allMatch(name -> row.getField(name) != null);
    }

    static Observation of(Row row, long known) {
        double threshold = row.<Double>getFieldAs(THRESHOLD);
        Double clearBelow = row.getFieldAs(CLEAR_BELOW);
        return new Observation(
                row.getFieldAs(KEY),
                row.<Instant>getFieldAs(AT).toEpochMilli(),
                known,
                row.<Double>getFieldAs(VALUE),
                threshold,
                clearBelow == null ? threshold : Math.min(clearBelow, threshold),
                !Boolean.FALSE.equals(row.getField(COUNTED)),
                Boolean.TRUE.equals(row.getField(RESOLVED)),
                row.getFieldAs(CORRELATION_ID),
                row.getFieldAs(MODULE_TYPE),
                row.getFieldAs(MODULE_ID),
                row.getFieldAs(ENDPOINT),
                row.getFieldAs(MISSING_FROM));
    }
}
