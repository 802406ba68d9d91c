/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of observations, one at a time for each key. An alert is raised at once, updated at most once a second
 * however much happens, and resolved when nothing went on with it for a while. Time is the rule's own.
 */
public final class Episodes extends KeyedProcessFunction<String, Observation, AlertSignal> {

    private static final long serialVersionUID = 1;

    private static final Duration BETWEEN_UPDATES = Duration.ofSeconds(1);

    private final String rule;
    private final long resolveAfter;
    private transient @Nullable ValueState<Episode> state;

    public Episodes(String rule, Duration resolveAfter) {
        this.rule = rule;
        this.resolveAfter = resolveAfter.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("episode", Episode.class));
    }

    @Override
    public void processElement(Observation observation, Context context, Collector<AlertSignal> signals)
            throws Exception {
        ValueState<Episode> open = open();
        Episode episode = open.value();
        long now = context.timerService().currentWatermark();
        if (observation.resolved()) {
            if (episode != null) {
                takeBack(episode, observation, open, context, signals);
            }
            return;
        }
        boolean above = observation.value() > observation.threshold();
        if (episode == null) {
            if (above) {
                episode = Episode.begin(observation, now);
                signals.collect(episode.signal(rule, AlertState.RAISED));
                wakeUp(context, episode.heard + resolveAfter);
                open.update(episode);
            }
            return;
        }
        if (above) {
            updateSoon(episode, context);
            episode.add(observation, now);
        } else if (observation.value() > observation.clearBelow()) {
            episode.goOn(observation, now);
        } else {
            return;
        }
        open.update(episode);
    }

    private void takeBack(
            Episode episode,
            Observation observation,
            ValueState<Episode> open,
            Context context,
            Collector<AlertSignal> signals)
            throws Exception {
        updateSoon(episode, context);
        if (observation.counted()) {
            episode.takeBack(observation);
        }
        if (!observation.counted() || episode.count <= 0) {
            signals.collect(episode.signal(rule, AlertState.RESOLVED));
            open.clear();
        } else {
            open.update(episode);
        }
    }

    private static void updateSoon(Episode episode, Context context) {
        if (!episode.changed) {
            wakeUp(context, context.timerService().currentWatermark() + BETWEEN_UPDATES.toMillis());
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<AlertSignal> signals) throws Exception {
        ValueState<Episode> open = open();
        Episode episode = open.value();
        if (episode == null) {
            return;
        }
        long over = episode.heard + resolveAfter;
        if (over <= context.timerService().currentWatermark()) {
            signals.collect(episode.signal(rule, AlertState.RESOLVED));
            open.clear();
            return;
        }
        if (episode.changed) {
            signals.collect(episode.signal(rule, AlertState.UPDATED));
            open.update(episode);
        }
        context.timerService().registerEventTimeTimer(over);
    }

    /** A time that has gone by already comes with the next watermark. */
    private static void wakeUp(Context context, long time) {
        context.timerService().registerEventTimeTimer(time);
    }

    private ValueState<Episode> open() {
        if (state == null) {
            throw new IllegalStateException("not opened yet");
        }
        return state;
    }
}
