/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.apache.flink.table.annotation.ArgumentTrait.REQUIRE_ON_TIME;
import static org.apache.flink.table.annotation.ArgumentTrait.SET_SEMANTIC_TABLE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code WHERE_KNOWN}: lets what {@link Overdue} says pass where its key has been seen before: a message is lost only at a
 * destination at which somebody receives.
 *
 * <p>The table, partitioned by key, has exactly these columns: the key, the time attribute, {@code marks} (true for a row that
 * makes the key known, and is not handed on), {@code at} (its key must have been known by then), {@code overdue}, {@code waited},
 * {@code deadline}, correlation id, module type, module id. Keys are remembered for good: they are the destinations, which are
 * few.
 */
@DataTypeHint("ROW<`at` TIMESTAMP_LTZ(3), overdue BOOLEAN, waited DOUBLE, deadline DOUBLE, correlation_id STRING,"
        + " module_type STRING, module_id STRING, known_module STRING>")
public final class WhereKnown extends ProcessTableFunction<Row> {

    /** What it is called in SQL. */
    public static final String NAME = "WHERE_KNOWN";

    private static final long serialVersionUID = 1;

    /** Since when the key is known. Public fields, because that is what Flink's serializer takes. */
    public static final class Known {
        public @Nullable Long since;
        public @Nullable String module;
    }

    /** What is said of a key that may become known by a row that is on its way. */
    public static final class Undecided {
        public long at;
        public long decidedAt;
        public @Nullable Boolean overdue;
        public @Nullable Double waited;
        public @Nullable Double deadline;
        public @Nullable String correlationId;
        public @Nullable String moduleType;
        public @Nullable String moduleId;
    }

    public void eval(
            Context context,
            @StateHint(ttl = KeyPages.FOR_EVER) Known state,
            @StateHint(ttl = KeyPages.FOR_EVER) ListView<Undecided> undecided,
            @ArgumentHint(
                            value = {SET_SEMANTIC_TABLE, REQUIRE_ON_TIME},
                            type = @DataTypeHint("ROW<key STRING, received_at TIMESTAMP_LTZ(3), marks BOOLEAN,"
                                            + " `at` TIMESTAMP_LTZ(3), overdue BOOLEAN, waited DOUBLE, deadline DOUBLE,"
                                            + " correlation_id STRING, module_type STRING, module_id STRING>"))
                    Row input)
            throws Exception {
        TimeContext<Long> clock = context.timeContext(Long.class);
        if (Boolean.TRUE.equals(input.getField(2))) {
            state.since = state.since == null ? clock.time() : Math.min(state.since, clock.time());
            state.module = input.getFieldAs(8);
            return;
        }
        Undecided said = said(input);
        if (isKnown(state, said)) {
            collect(row(said, state.module));
        } else {
            said.decidedAt = clock.time();
            undecided.add(said);
            clock.registerOnTime(clock.time());
        }
    }

    /** By now every row from before has come, on whatever way; so what is told does not depend on which way was faster. */
    public void onTimer(OnTimerContext context, Known state, ListView<Undecided> undecided) throws Exception {
        long now = context.timeContext(Long.class).time();
        List<Undecided> later = new ArrayList<>();
        for (Undecided said : undecided.get()) {
            if (said.decidedAt > now) {
                later.add(said);
            } else if (isKnown(state, said)) {
                collect(row(said, state.module));
            }
        }
        if (later.isEmpty()) {
            undecided.clear();
        } else {
            undecided.setList(later);
        }
    }

    private static boolean isKnown(Known state, Undecided said) {
        return state.since != null && state.since <= said.at;
    }

    private static Undecided said(Row input) {
        Undecided said = new Undecided();
        said.at = input.<Instant>getFieldAs(3).toEpochMilli();
        said.overdue = input.getFieldAs(4);
        said.waited = input.getFieldAs(5);
        said.deadline = input.getFieldAs(6);
        said.correlationId = input.getFieldAs(7);
        said.moduleType = input.getFieldAs(8);
        said.moduleId = input.getFieldAs(9);
        return said;
    }

    private static Row row(Undecided said, @Nullable String module) {
        return Row.of(
                Instant.ofEpochMilli(said.at),
                said.overdue,
                said.waited,
                said.deadline,
                said.correlationId,
                said.moduleType,
                said.moduleId,
                module);
    }
}
