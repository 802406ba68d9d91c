/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 200 events a second: calls of twenty endpoints, of which some are slow, in each a message, of which some are lost and some
 * come from nowhere.
 */
public final class Workload {

    private static final int MILLIS_BETWEEN = 5;
    private static final int ENDPOINTS = 20;

    private Workload() {}

    public static List<RuleEvent> events(int count) {
        return IntStream.range(0, count).mapToObj(Workload::event).toList();
    }

    private static RuleEvent event(int i) {
        int call = i / 4;
        int endpoint = call % ENDPOINTS;
        String path = "GET /" + endpoint;
        String list = "orders-" + endpoint;
        String action = "action-" + call;
        String message = "message-" + call;
        boolean lost = call % 50 == 7;
        double elapsed = endpoint < 8 && call % 40 == endpoint ? 0.5 + endpoint : 0.015;
        return switch (i % 4) {
            case 0 -> event(i, "web", path, "Begin call", "receiver", action, null, null);
            case 1 -> event(i, "web", list, "Send message", "sender", null, message, null);
            case 2 ->
                event(i, "worker", list, "Received message", "receiver", null, lost ? message + "-x" : message, null);
            default -> event(i, "web", path, "End call", "receiver", action, null, elapsed);
        };
    }

    private static RuleEvent event(
            int i,
            String module,
            String endpoint,
            String type,
            String role,
            @Nullable String action,
            @Nullable String message,
            @Nullable Double elapsed) {
        Instant at = Scenario.BEGIN.plusMillis((long) MILLIS_BETWEEN * i);
        return new RuleEvent(
                i + 1L,
                "event-" + i,
                "flow-" + i / 4,
                at.minusMillis(i % 7),
                at,
                module,
                module + "_host_1",
                endpoint,
                type,
                role,
                action,
                message,
                null,
                elapsed,
                elapsed == null ? null : "ok",
                null,
                null,
                false,
                null,
                1);
    }
}
