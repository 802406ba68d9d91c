/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import io.flowmon.rules.alert.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Where several subtasks observe side by side, their observations of one key come in any order. This puts them into one that
 * follows from the events alone, so that a rule that does its work again after a failure comes to the same alerts: by the step
 * of the rule's clock in which they were made, and within a step by what they say. It holds each back until that step is over
 * for all subtasks.
 */
final class InOrder extends KeyedProcessFunction<String, Observation, Observation> {

    private static final long serialVersionUID = 1;

    private static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<Observation> ORDER = Comparator.comparingLong(Observation::at)
            .thenComparing(Observation::counted)
            .thenComparing(Observation::resolved)
            .thenComparing(Observation::correlationId, NULLS_FIRST)
            .thenComparing(Observation::moduleType, NULLS_FIRST)
            .thenComparing(Observation::moduleId, NULLS_FIRST)
            .thenComparing(Observation::endpoint, NULLS_FIRST)
            .thenComparing(Observation::missingFrom, NULLS_FIRST)
            .thenComparingDouble(Observation::threshold)
            .thenComparingDouble(Observation::clearBelow)
            .thenComparingDouble(Observation::value);

    private transient @Nullable MapState<Long, List<Observation>> held;

    @Override
    public void open(OpenContext context) {
        held = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "held", Types.LONG, Types.LIST(TypeInformation.of(Observation.class))));
    }

    @Override
    public void processElement(Observation observation, Context context, Collector<Observation> ordered)
            throws Exception {
        long over = observation.known() + 1;
        List<Observation> others = held().get(over);
        List<Observation> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(observation);
        held().put(over, all);
        context.timerService().registerEventTimeTimer(over);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Observation> ordered) throws Exception {
        List<Observation> due = held().get(time);
        if (due != null) {
            held().remove(time);
            due.stream().sorted(ORDER).forEach(ordered::collect);
        }
    }

    private MapState<Long, List<Observation>> held() {
        if (held == null) {
            throw new IllegalStateException("not opened yet");
        }
        return held;
    }
}
