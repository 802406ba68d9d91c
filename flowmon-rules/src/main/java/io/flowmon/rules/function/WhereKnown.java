/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;

/**
 * {@code WHERE_KNOWN}: lets what {@link Overdue} says pass where its key has been seen before: a message is lost only at a
 * destination at which somebody receives.
 *
 * <p>The table, partitioned by key, has exactly these columns: the key, the time attribute, {@code marks} (true for a row that
 * makes the key known, and is not handed on), {@code overdue}, {@code waited}, {@code deadline}, correlation id, module type,
 * module id. Keys are remembered for good: they are the destinations, which are few.
 */
@DataTypeHint("ROW<overdue BOOLEAN, waited DOUBLE, deadline DOUBLE, correlation_id STRING, module_type STRING,"
        + " module_id STRING>")
public final class WhereKnown extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "WHERE_KNOWN";

    private static final long serialVersionUID = 1;

    /** Public, because that is what Flink's serializer takes. */
    public static final class Known {
        public boolean known;
    }

    public void eval(
            @StateHint Known state,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            "ROW<key STRING, received_at TIMESTAMP_LTZ(3), marks BOOLEAN, overdue BOOLEAN,"
                                                    + " waited DOUBLE, deadline DOUBLE, correlation_id STRING,"
                                                    + " module_type STRING, module_id STRING>"))
                    Row input) {
        if (Boolean.TRUE.equals(input.getField(2))) {
            state.known = true;
        } else if (state.known) {
            collect(Row.of(
                    input.getField(3),
                    input.getField(4),
                    input.getField(5),
                    input.getField(6),
                    input.getField(7),
                    input.getField(8)));
        }
    }
}
