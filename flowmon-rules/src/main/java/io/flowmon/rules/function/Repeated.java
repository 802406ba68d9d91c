/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;

/**
 * {@code REPEATED}: what happened again within {@value #MINUTES} minutes, although it should happen once. SQL's own ways to say
 * so keep every key for ever.
 *
 * <p>The table, partitioned by a number that spreads keys, has exactly these columns: that number, the key of what should happen
 * once, the time of arrival (the time attribute), the occurrence (two rows of the same one after one another are one), and what is handed through:
 * correlation id, module type, module id, endpoint. A row comes out for the second occurrence and each later one, with how many
 * {@code times} it has happened, and with what its own row hands through.
 *
 * <p>A key is remembered as 64 bits of its MD5, with 100 bytes around it instead of 700 for a partition of its own: of a million
 * keys in ten minutes, two are taken for one once in 37 million times.
 */
@DataTypeHint("ROW<times INT, correlation_id STRING, module_type STRING, module_id STRING, endpoint STRING>")
public final class Repeated extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "REPEATED";

    private static final long serialVersionUID = 1;

    private static final int MINUTES = 10;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    /** 2025-01-01T00:00:00Z, from which minutes are counted: they have 25 bits, which is 63 years. */
    private static final long FIRST_MINUTE = 28_928_160;

    private static final String FORGET = "forget";

    /** An entry: until which minute it counts, how often it has happened, and 32 bits of the last occurrence. */
    private static final int MINUTE_SHIFT = 39;

    private static final int TIMES_SHIFT = 32;
    private static final int MOST_TIMES = (1 << (MINUTE_SHIFT - TIMES_SHIFT)) - 1;
    private static final long OCCURRENCE = 0xFFFF_FFFFL;

    public void eval(
            Context context,
            @StateHint(ttl = PackedState.FOR_EVER) MapView<Long, Long> happened,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<bucket INT, key STRING, received_at TIMESTAMP_LTZ(3),"
                                            + " occurrence STRING, correlation_id STRING, module_type STRING,"
                                            + " module_id STRING, endpoint STRING>"))
                    Row input)
            throws Exception {
        String key = input.getFieldAs(1);
        String occurrence = input.getFieldAs(3);
        if (key == null || occurrence == null) {
            return;
        }
        TimeContext<Long> clock = context.timeContext(Long.class);
        long minute = minute(clock);
        long hash = hash(key);
        long bits = hash(occurrence) & OCCURRENCE;
        Long known = happened.get(hash);
        if (known == null || known >>> MINUTE_SHIFT <= minute) {
            if (happened.isEmpty()) {
                clock.registerOnTime(FORGET, time(minute + MINUTES + 1));
            }
            happened.put(hash, entry(minute + MINUTES + 1, 1, bits));
        } else if ((known & OCCURRENCE) != bits) {
            int times = Math.min((int) (known >>> TIMES_SHIFT) & MOST_TIMES, MOST_TIMES - 1) + 1;
            happened.put(hash, entry(known >>> MINUTE_SHIFT, times, bits));
            collect(Row.of(times, input.getField(4), input.getField(5), input.getField(6), input.getField(7)));
        }
    }

    public void onTimer(OnTimerContext context, MapView<Long, Long> happened) throws Exception {
        TimeContext<Long> clock = context.timeContext(Long.class);
        long minute = minute(clock);
        List<Long> old = new ArrayList<>();
        for (Map.Entry<Long, Long> entry : happened.entries()) {
            if (entry.getValue() >>> MINUTE_SHIFT <= minute) {
                old.add(entry.getKey());
            }
        }
        for (Long key : old) {
            happened.remove(key);
        }
        if (!happened.isEmpty()) {
            clock.registerOnTime(FORGET, time(minute + 1));
        }
    }

    private static long minute(TimeContext<Long> clock) {
        return Math.floorDiv(clock.time(), MINUTE) - FIRST_MINUTE;
    }

    private static long time(long minute) {
        return (minute + FIRST_MINUTE) * MINUTE;
    }

    private static long entry(long untilMinute, int times, long occurrence) {
        return (untilMinute << MINUTE_SHIFT) | ((long) times << TIMES_SHIFT) | occurrence;
    }

    private static long hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
    }
}
