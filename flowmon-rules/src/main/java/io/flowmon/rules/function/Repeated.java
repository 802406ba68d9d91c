/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;

/**
 * {@code REPEATED}: what happened again within {@value #MINUTES} minutes, although it should happen once. SQL's own ways to say
 * so keep every key for ever.
 *
 * <p>The table, partitioned by a number that spreads keys, has exactly these columns: that number, the key of what should happen
 * once, the time of arrival (the time attribute), the occurrence (two rows of the same one after one another are one), and what is
 * handed through: correlation id, module type, module id, endpoint. A row comes out for the second occurrence and each later one,
 * with how many {@code times} it has happened, and with what its own row hands through.
 *
 * <p>A key is remembered by its {@link KeyHash}, with 30 bytes in all.
 */
@DataTypeHint("ROW<times INT, correlation_id STRING, module_type STRING, module_id STRING, endpoint STRING>")
public final class Repeated extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "REPEATED";

    private static final long serialVersionUID = 1;

    private static final int MINUTES = 10;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private static final int KEY = 1;
    private static final int OCCURRENCE = 3;
    private static final int CORRELATION_ID = 4;
    private static final int MODULE_TYPE = 5;
    private static final int MODULE_ID = 6;
    private static final int ENDPOINT = 7;

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<Integer, byte[]> pages,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type =
                                    @DataTypeHint(
                                            value = "ROW<bucket INT, key STRING, received_at TIMESTAMP_LTZ(3),"
                                                    + " occurrence STRING, correlation_id STRING, module_type STRING,"
                                                    + " module_id STRING, endpoint STRING>",
                                            bridgedTo = RowData.class))
                    RowData input)
            throws Exception {
        if (input.isNullAt(KEY) || input.isNullAt(OCCURRENCE)) {
            return;
        }
        TimeContext<Long> clock = context.timeContext(Long.class);
        KeyPages keys = new KeyPages(pages, clock);
        long key = KeyHash.of(input.getString(KEY));
        int occurrence = (int) KeyHash.of(input.getString(OCCURRENCE));
        byte[] known = keys.get(key);
        Happened before = known == null ? null : Happened.of(known);
        if (before == null || before.forget <= keys.passed()) {
            keys.put(key, new Happened(forget(clock.time()), 1, occurrence).bytes());
        } else if (before.occurrence != occurrence) {
            Happened again = new Happened(before.forget, before.times + 1, occurrence);
            keys.put(key, again.bytes());
            collect(Row.of(
                    again.times,
                    Texts.text(input, CORRELATION_ID),
                    Texts.text(input, MODULE_TYPE),
                    Texts.text(input, MODULE_ID),
                    Texts.text(input, ENDPOINT)));
        }
    }

    public void onTimer(OnTimerContext context, MapView<Integer, byte[]> pages) throws Exception {
        new KeyPages(pages, context.timeContext(Long.class)).onTimer((record, now) -> null);
    }

    /** At full minutes, so that many are forgotten together. */
    private static long forget(long time) {
        return (Math.floorDiv(time, MINUTE) + MINUTES + 1) * MINUTE;
    }

    /** How often, and 32 bits of the last occurrence. */
    private record Happened(long forget, int times, int occurrence) {

        byte[] bytes() {
            return ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                    .putLong(forget)
                    .putInt(times)
                    .putInt(occurrence)
                    .array();
        }

        static Happened of(byte[] bytes) {
            ByteBuffer record = ByteBuffer.wrap(bytes);
            return new Happened(record.getLong(), record.getInt(), record.getInt());
        }
    }
}
