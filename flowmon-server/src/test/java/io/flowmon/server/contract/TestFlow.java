/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.store.FlowOutline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flow for tests: messages by name, times in milliseconds since its start. */
final class TestFlow {

    private final String id;
    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<UUID, UUID> replays = new HashMap<>();

    TestFlow(String id) {
        this.id = id;
    }

    /** A call from outside. */
    TestFlow begins(String message, String module, String endpoint, int from, int to) {
        received(null, message, module, "Begin call", "End call", endpoint, from, to, "ok");
        return this;
    }

    /** A call that was answered. */
    TestFlow call(String parent, String message, String caller, String module, String endpoint, int from, int to) {
        return call(parent, message, caller, module, endpoint, from, to, "ok");
    }

    TestFlow call(
            String parent,
            String message,
            String caller,
            String module,
            String endpoint,
            int from,
            int to,
            String outcome) {
        event(from, caller, "sender", "Begin service call", endpoint, parent, message, "out", null, outcome);
        event(to, caller, "sender", "End service call", endpoint, parent, message, "out", from, outcome);
        received(null, message, module, "Begin call", "End call", endpoint, from, to, outcome);
        return this;
    }

    /** A message that nobody received. */
    TestFlow sent(@Nullable String parent, String message, String sender, String endpoint, int at) {
        event(at, sender, "sender", "Send message", endpoint, parent, message, "out", at, "ok");
        return this;
    }

    /** A message that could not be sent. */
    TestFlow notSent(String parent, String message, String sender, String endpoint, int at) {
        event(at, sender, "sender", "Send message", endpoint, parent, message, "out", at, "exception");
        return this;
    }

    /** A message that somebody worked on. */
    TestFlow message(
            String parent,
            String message,
            String sender,
            String module,
            String endpoint,
            int at,
            int to,
            String outcome) {
        sent(parent, message, sender, endpoint, at);
        received(parent, message, module, "Start processing", "End processing", endpoint, at + 1, to, outcome);
        return this;
    }

    /** Work on a message that has not ended. */
    TestFlow stuck(String parent, String message, String sender, String module, String endpoint, int at) {
        sent(parent, message, sender, endpoint, at);
        event(at + 1, module, "receiver", "Start processing", endpoint, parent, message, "in" + at, null, "ok");
        return this;
    }

    TestFlow replays(String message, String original) {
        replays.put(EventBuilder.id(id + message), EventBuilder.id(id + original));
        return this;
    }

    /** Work on a message that was sent before. */
    TestFlow received(
            @Nullable String parent,
            String message,
            String module,
            String begin,
            String end,
            String endpoint,
            int from,
            int to,
            String outcome) {
        event(from, module, "receiver", begin, endpoint, parent, message, "in" + from, null, outcome);
        event(to, module, "receiver", end, endpoint, parent, message, "in" + from, from, outcome);
        return this;
    }

    FlowTree tree() {
        events.sort(Comparator.comparing(StoredEvent::timestamp).thenComparing(StoredEvent::sequence));
        return FlowTree.of(new FlowOutline(id, events, replays));
    }

    private void event(
            int at,
            String module,
            String role,
            String type,
            String endpoint,
            @Nullable String parent,
            String message,
            String action,
            @Nullable Integer from,
            String outcome) {
        EventBuilder event = new EventBuilder(
                        id, events.size() + 1L, EventBuilder.START.plusMillis(at), module, role, type, endpoint)
                .message(id + message)
                .action(id + message + action)
                .parent(parent == null ? null : id + parent);
        events.add((from == null ? event : event.closes(Duration.ofMillis(at - from.longValue()), outcome)).build());
    }
}
