/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.time.Duration;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code REPEATED}: what happened again within {@value #MINUTES} minutes, although it should happen once. SQL's own ways to say
 * so keep every key for ever.
 *
 * <p>The table, partitioned by what should happen once, has exactly these columns: the key, the time of arrival (the time
 * attribute), the occurrence (two rows of the same one are one), and what is handed through: correlation id, module type, module
 * id, endpoint. A row comes out for the second occurrence and each later one, with how many {@code times} it has happened, and
 * with what its own row hands through.
 */
@DataTypeHint("ROW<times INT, correlation_id STRING, module_type STRING, module_id STRING, endpoint STRING>")
public final class Repeated extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "REPEATED";

    private static final long serialVersionUID = 1;

    private static final int MINUTES = 10;

    /** What has happened. Public fields, because that is what Flink's serializer takes. */
    public static final class Happened {
        public @Nullable String last;
        public int times;
    }

    public void eval(
            Context context,
            @StateHint Happened happened,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<key STRING, received_at TIMESTAMP_LTZ(3), occurrence STRING,"
                                            + " correlation_id STRING, module_type STRING, module_id STRING,"
                                            + " endpoint STRING>"))
                    Row input) {
        String occurrence = input.getFieldAs(2);
        if (occurrence == null || occurrence.equals(happened.last)) {
            return;
        }
        happened.last = occurrence;
        happened.times++;
        if (happened.times == 1) {
            TimeContext<Long> clock = context.timeContext(Long.class);
            clock.registerOnTime(
                    "forget", clock.time() + Duration.ofMinutes(MINUTES).toMillis());
        } else {
            collect(Row.of(happened.times, input.getField(3), input.getField(4), input.getField(5), input.getField(6)));
        }
    }

    public void onTimer(OnTimerContext context, Happened happened) {
        context.clearAll();
    }
}
