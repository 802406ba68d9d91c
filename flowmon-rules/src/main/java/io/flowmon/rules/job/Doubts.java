/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import io.flowmon.rules.alert.Observation;
import io.flowmon.rules.event.EventLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what is said of something that did not come, where the event that tells of it may be lost: around the beginning
 * of the waiting, the module that should have sent it lost events. Each observation waits until everything is known that was
 * known at its time, so that the answer does not depend on which of two ways was faster.
 */
final class Doubts extends KeyedBroadcastProcessFunction<String, Observation, EventLoss, Observation> {

    /** Losses by what they are. */
    static final MapStateDescriptor<EventLoss, Boolean> LOSSES =
            new MapStateDescriptor<>("losses", TypeInformation.of(EventLoss.class), Types.BOOLEAN);

    private static final long serialVersionUID = 1;

    private static final double MILLIS = 1000;

    /** Senders report every 10 s: so much later a loss is known, and so much earlier an event may have been lost. */
    private static final long HEARTBEAT = Duration.ofSeconds(10).toMillis();

    private static final long MEMORY = Duration.ofHours(2).toMillis();

    private transient @Nullable MapState<Long, List<Observation>> waiting;

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.LONG, Types.LIST(TypeInformation.of(Observation.class))));
    }

    @Override
    public void processElement(Observation observation, ReadOnlyContext context, Collector<Observation> passed)
            throws Exception {
        long time = Math.max(observation.at(), observation.known() + 1);
        List<Observation> together = waiting().get(time);
        List<Observation> all = together == null ? new ArrayList<>() : new ArrayList<>(together);
        all.add(observation);
        waiting().put(time, all);
        context.timerService().registerEventTimeTimer(time);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Observation> passed) throws Exception {
        List<Observation> due = waiting().get(time);
        waiting().remove(time);
        if (due == null) {
            return;
        }
        for (Observation observation : due) {
            if (!isDoubtful(observation, time, context.getBroadcastState(LOSSES).immutableEntries())) {
                passed.collect(observation.knownAt(time));
            }
        }
    }

    @Override
    public void processBroadcastElement(EventLoss loss, Context context, Collector<Observation> passed)
            throws Exception {
        var losses = context.getBroadcastState(LOSSES);
        List<EventLoss> old = new ArrayList<>();
        for (Map.Entry<EventLoss, Boolean> entry : losses.immutableEntries()) {
            if (entry.getKey().to() < loss.to() - MEMORY) {
                old.add(entry.getKey());
            }
        }
        for (EventLoss forgotten : old) {
            losses.remove(forgotten);
        }
        losses.put(loss, true);
    }

    /** What was lost after the observation is not looked at, although it may be known when work is done again. */
    private static boolean isDoubtful(
            Observation observation, long time, Iterable<Map.Entry<EventLoss, Boolean>> losses) {
        long since = observation.at() - Math.round(observation.value() * MILLIS);
        long until = since + Math.max(0, Math.round(observation.threshold() * MILLIS) - HEARTBEAT);
        for (Map.Entry<EventLoss, Boolean> entry : losses) {
            EventLoss loss = entry.getKey();
            boolean itsOwn = observation.missingFrom() == null
                    || observation.missingFrom().equals(loss.moduleType());
            if (itsOwn && loss.to() <= time && loss.from() <= until && loss.to() >= since - HEARTBEAT) {
                return true;
            }
        }
        return false;
    }

    private MapState<Long, List<Observation>> waiting() {
        if (waiting == null) {
            throw new IllegalStateException("not opened yet");
        }
        return waiting;
    }
}
