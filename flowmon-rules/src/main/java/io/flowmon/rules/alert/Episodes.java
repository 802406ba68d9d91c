/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of observations, one at a time for each key. An alert is raised at once, updated at most once a second
 * however much happens, and resolved when nothing went on with it for a while.
 *
 * <p>Observations of one key may come from several subtasks, in any order. They are held until the step of the rule's clock in
 * which they were made is over for all subtasks, and then taken in an order that follows from what they say. Time is when they
 * were made and when timers are due, never how far a watermark happens to be. So what comes of the same events is always the
 * same, also when a part of the work is done again after a failure.
 */
public final class Episodes extends KeyedProcessFunction<String, Observation, AlertSignal> {

    private static final long serialVersionUID = 1;

    private static final Duration BETWEEN_UPDATES = Duration.ofSeconds(1);

    private final String rule;
    private final long resolveAfter;
    private transient @Nullable ValueState<Episode> state;
    private transient @Nullable MapState<Long, List<Observation>> held;

    public Episodes(String rule, Duration resolveAfter) {
        this.rule = rule;
        this.resolveAfter = resolveAfter.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("episode", Episode.class));
        held = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "held", Types.LONG, Types.LIST(TypeInformation.of(Observation.class))));
    }

    @Override
    public void processElement(Observation observation, Context context, Collector<AlertSignal> signals)
            throws Exception {
        long over = observation.known() + 1;
        List<Observation> others = opened(held).get(over);
        List<Observation> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(observation);
        opened(held).put(over, all);
        wakeUp(context, over);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<AlertSignal> signals) throws Exception {
        List<Observation> due = opened(held).get(time);
        if (due != null) {
            opened(held).remove(time);
            due.sort(Observation.ORDER);
            for (Observation observation : due) {
                take(observation, context, signals);
            }
        }
        Episode episode = opened(state).value();
        if (episode == null) {
            return;
        }
        long over = episode.heard + resolveAfter;
        if (over <= time) {
            signals.collect(episode.signal(rule, AlertState.RESOLVED));
            opened(state).clear();
            return;
        }
        if (episode.changed && episode.updateAt <= time) {
            signals.collect(episode.signal(rule, AlertState.UPDATED));
            opened(state).update(episode);
        }
        if (episode.wakeAt <= time) {
            wakeWhenOver(episode, context);
            opened(state).update(episode);
        }
    }

    /** There is one such timer at a time, however often something goes on with the episode. */
    private void wakeWhenOver(Episode episode, Context context) {
        episode.wakeAt = episode.heard + resolveAfter;
        wakeUp(context, episode.wakeAt);
    }

    private void take(Observation observation, Context context, Collector<AlertSignal> signals) throws Exception {
        ValueState<Episode> open = opened(state);
        Episode episode = open.value();
        if (observation.resolved()) {
            if (episode != null) {
                takeBack(episode, observation, open, context, signals);
            }
            return;
        }
        boolean above = observation.value() > observation.threshold();
        if (episode == null) {
            if (above) {
                episode = Episode.begin(observation);
                signals.collect(episode.signal(rule, AlertState.RAISED));
                wakeWhenOver(episode, context);
                open.update(episode);
            }
            return;
        }
        if (above) {
            updateSoon(episode, observation, context);
            episode.add(observation);
        } else if (observation.value() > observation.clearBelow()) {
            episode.goOn(observation);
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
        updateSoon(episode, observation, context);
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

    private static void updateSoon(Episode episode, Observation observation, Context context) {
        if (!episode.changed) {
            episode.updateAt = observation.known() + BETWEEN_UPDATES.toMillis();
            wakeUp(context, episode.updateAt);
        }
    }

    /** A time that has gone by already comes with the next watermark. */
    private static void wakeUp(Context context, long time) {
        context.timerService().registerEventTimeTimer(time);
    }

    private static <T> T opened(@Nullable T state) {
        if (state == null) {
            throw new IllegalStateException("not opened yet");
        }
        return state;
    }
}
