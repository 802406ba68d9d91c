/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.alerts;

import io.flowmon.core.context.Uuids;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What services report when nothing is wrong: flows of eight events, hundreds of them at once. One thread. */
final class Traffic {

    /** The time between two batches. */
    static final Duration TICK = Duration.ofMillis(8);

    private static final int TICKS_BETWEEN_STEPS = 25;
    private static final int ENDPOINTS = 200;
    private static final long TICKS_A_SECOND = Duration.ofSeconds(1).dividedBy(TICK);

    private static final List<Report> INNER_STEPS = List.of(
            new Report("frontend", "Send message", "LIST jobs", "sender", 1, 0.001, "ok"),
            new Report("worker", "Received message", "LIST jobs", "receiver", 2, null, null),
            new Report("worker", "Start processing", "LIST jobs", "receiver", 2, null, null),
            new Report("worker", "End processing", "LIST jobs", "receiver", 2, 0.05, "ok"),
            new Report("frontend", "Begin service call", "GET /stock", "sender", 3, null, null),
            new Report("frontend", "End service call", "GET /stock", "sender", 3, 0.02, "ok"));

    private static final int STEPS = INNER_STEPS.size() + 2;

    private final int flowsEachTick;
    private final Deque<List<Flow>> underWay = new ArrayDeque<>();
    private int begun;

    private record Flow(UUID id, List<Report> steps) {}

    Traffic(int eventsPerSecond) {
        this.flowsEachTick = Math.toIntExact(Math.max(1, eventsPerSecond / STEPS / TICKS_A_SECOND));
    }

    /** How many events a second this is, since flows begin in whole numbers. */
    long eventsPerSecond() {
        return TICKS_A_SECOND * STEPS * flowsEachTick;
    }

    /** The events of the next tick. */
    ArrayNode next() {
        List<Flow> beginning = new ArrayList<>();
        for (int i = 0; i < flowsEachTick; i++) {
            beginning.add(flow("POST /orders/" + begun++ % ENDPOINTS));
        }
        underWay.addFirst(beginning);
        ArrayNode events = JsonMapper.shared().createArrayNode();
        int age = 0;
        for (List<Flow> flows : underWay) {
            if (age % TICKS_BETWEEN_STEPS == 0) {
                int step = age / TICKS_BETWEEN_STEPS;
                flows.forEach(flow -> events.add(flow.steps().get(step).in(flow.id())));
            }
            age++;
        }
        if (age > TICKS_BETWEEN_STEPS * (STEPS - 1)) {
            underWay.removeLast();
        }
        return events;
    }

    private static Flow flow(String endpoint) {
        List<Report> steps = new ArrayList<>();
        steps.add(Report.begin("frontend", endpoint));
        steps.addAll(INNER_STEPS);
        steps.add(Report.end("frontend", endpoint, 0.1, "ok"));
        return new Flow(Uuids.create(), steps);
    }
}
