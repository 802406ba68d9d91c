/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code RECEIVERS}: who has to receive each message, so that {@link Overdue} can wait for each of them. A message of a stream is
 * for every consumer group, and is not received because another group has received it.
 *
 * <p>The table, partitioned by the destination, has exactly these columns: the destination, the time of arrival (the time
 * attribute), {@code sent} (true for a message that is sent, false for one that is received), message id, consumer group (NULL for
 * receivers that form none), correlation id, module type, module id. A row comes out for each receipt, and for each message sent
 * one for each consumer group that has received there before, with the module type of the group's last receiver; so none where
 * nobody has; all with how far time had come ({@code known}). A group is forgotten when others have gone on receiving for {@value #MINUTES} minutes since its last receipt.
 */
@DataTypeHint("ROW<sent BOOLEAN, message_id STRING, consumer_group STRING, correlation_id STRING, module_type STRING,"
        + " module_id STRING, receiver STRING, known TIMESTAMP_LTZ(3)>")
public final class Receivers extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "RECEIVERS";

    private static final long serialVersionUID = 1;

    private static final int MINUTES = 10;
    private static final long MEMORY = Duration.ofMinutes(MINUTES).toMillis();

    /** In place of a name, for receivers that form no group. */
    private static final String NONE = "";

    /** When anybody received last. Public fields, because that is what Flink's serializer takes. */
    public static final class Destination {
        public @Nullable Long received;
    }

    /** A group's last receipt, and whose that was. */
    public static final class Group {
        public long received;
        public @Nullable String module;
    }

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) Destination destination,
            @StateHint(ttl = KeyPages.FOR_EVER) MapView<String, Group> groups,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<destination STRING, received_at TIMESTAMP_LTZ(3), sent BOOLEAN,"
                                            + " message_id STRING, consumer_group STRING, correlation_id STRING,"
                                            + " module_type STRING, module_id STRING>"))
                    Row input)
            throws Exception {
        TimeContext<Long> clock = context.timeContext(Long.class);
        if (Boolean.TRUE.equals(input.getField(2))) {
            sent(clock, destination, groups, input);
        } else {
            received(clock, destination, groups, input);
        }
    }

    private void received(TimeContext<Long> clock, Destination destination, MapView<String, Group> groups, Row input)
            throws Exception {
        long time = clock.time();
        String name = input.getFieldAs(4);
        Group group = new Group();
        group.received = time;
        group.module = input.getFieldAs(6);
        groups.put(name == null ? NONE : name, group);
        destination.received = destination.received == null ? time : Math.max(destination.received, time);
        collect(Row.of(
                false,
                input.getField(3),
                name,
                input.getField(5),
                input.getField(6),
                input.getField(7),
                input.getField(6),
                known(clock)));
    }

    private void sent(TimeContext<Long> clock, Destination destination, MapView<String, Group> groups, Row input)
            throws Exception {
        Long last = destination.received;
        if (last == null) {
            return;
        }
        List<String> forgotten = new ArrayList<>();
        for (Map.Entry<String, Group> group : groups.entries()) {
            if (group.getValue().received < last - MEMORY) {
                forgotten.add(group.getKey());
            } else {
                collect(Row.of(
                        true,
                        input.getField(3),
                        group.getKey().equals(NONE) ? null : group.getKey(),
                        input.getField(5),
                        input.getField(6),
                        input.getField(7),
                        group.getValue().module,
                        known(clock)));
            }
        }
        for (String group : forgotten) {
            groups.remove(group);
        }
    }

    private static @Nullable Instant known(TimeContext<Long> clock) {
        Long watermark = clock.currentWatermark();
        return watermark == null ? null : Instant.ofEpochMilli(watermark);
    }
}
