/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.rules;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.RuleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events of flows that interleave: so many are under way at any time, each with a call, a message and a service call. Its
 * time is its own, so many events a second. Rules that read at about the same place share the events, as in the server.
 */
final class GeneratedFeed implements EventFeed {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int STEPS = 8;
    private static final int ENDPOINTS = 200;
    private static final int SLOW_ONE_IN = 1_000;
    private static final int KEPT_PAGES = 12;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long events;
    private final int openFlows;
    private final int perSecond;
    private final Map<Long, List<RuleEvent>> pages = new ConcurrentHashMap<>();

    GeneratedFeed(long events, int openFlows, int perSecond) {
        this.events = events;
        this.openFlows = openFlows;
        this.perSecond = perSecond;
    }

    /** The time of its end, and a little more, so that the last windows are over. */
    Instant end() {
        return time(events).plusSeconds(5);
    }

    @Override
    public Page read(long sequence, int limit, Duration patience) throws InterruptedException {
        if (sequence >= events) {
            TimeUnit.NANOSECONDS.sleep(patience.toNanos());
            return new Page(List.of(), end(), end());
        }
        List<RuleEvent> page = pages.computeIfAbsent(sequence, from -> generate(from, limit));
        pages.remove(sequence - (long) KEPT_PAGES * limit);
        Instant time = time(sequence + page.size());
        return new Page(page, time, time);
    }

    @Override
    public Senders senders() {
        return new Senders(List.of(), List.of(), end());
    }

    @Override
    public long before(Instant time) {
        return 0;
    }

    private List<RuleEvent> generate(long after, int limit) {
        List<RuleEvent> page = new ArrayList<>(limit);
        for (long sequence = after + 1; sequence <= Math.min(events, after + limit); sequence++) {
            page.add(event(sequence));
        }
        return page;
    }

    private RuleEvent event(long sequence) {
        long index = sequence - 1;
        long flow = index / ((long) STEPS * openFlows) * openFlows + index % openFlows;
        int step = (int) (index / openFlows % STEPS);
        boolean slow = sequence % SLOW_ONE_IN == 0;
        String endpoint = "POST /orders/" + flow % ENDPOINTS;
        return switch (step) {
            case 0 -> event(sequence, flow, "frontend", "Begin call", endpoint, "receiver", 0, null, slow);
            case 1 -> event(sequence, flow, "frontend", "Send message", "LIST jobs", "sender", 1, 0.001, slow);
            case 2 -> event(sequence, flow, "worker", "Received message", "LIST jobs", "receiver", 2, null, slow);
            case 3 -> event(sequence, flow, "worker", "Start processing", "LIST jobs", "receiver", 2, null, slow);
            case 4 -> event(sequence, flow, "worker", "End processing", "LIST jobs", "receiver", 2, 0.05, slow);
            case 5 -> event(sequence, flow, "frontend", "Begin service call", "GET /stock", "sender", 3, null, slow);
            case 6 -> event(sequence, flow, "frontend", "End service call", "GET /stock", "sender", 3, 0.02, slow);
            default -> event(sequence, flow, "frontend", "End call", endpoint, "receiver", 0, 0.1, slow);
        };
    }

    private RuleEvent event(
            long sequence,
            long flow,
            String module,
            String type,
            String endpoint,
            String role,
            int action,
            @Nullable Double elapsed,
            boolean slow) {
        Instant time = time(sequence);
        return new RuleEvent(
                sequence,
                "event-" + sequence,
                "flow-" + flow,
                time,
                time,
                module,
                module + "_host_1",
                endpoint,
                type,
                role,
                "action-" + flow + "-" + action,
                "message-" + flow + "-" + (action == 2 ? 1 : action),
                null,
                elapsed == null ? null : Double.valueOf(slow ? 1 : elapsed),
                elapsed == null ? null : "ok",
                null,
                null,
                false,
                null,
                1);
    }

    private Instant time(long sequence) {
        return BEGIN.plusNanos(
                sequence / perSecond * NANOS_PER_SECOND + sequence % perSecond * NANOS_PER_SECOND / perSecond);
    }
}
