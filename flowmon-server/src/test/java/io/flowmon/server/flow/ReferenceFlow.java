/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import static io.flowmon.core.event.MessageTypes.BEGIN_CALL;
import static io.flowmon.core.event.MessageTypes.BEGIN_SERVICE_CALL;
import static io.flowmon.core.event.MessageTypes.END_CALL;
import static io.flowmon.core.event.MessageTypes.END_PROCESSING;
import static io.flowmon.core.event.MessageTypes.END_SERVICE_CALL;
import static io.flowmon.core.event.MessageTypes.RECEIVED_MESSAGE;
import static io.flowmon.core.event.MessageTypes.SEND_MESSAGE;
import static io.flowmon.core.event.MessageTypes.START_PROCESSING;

import io.flowmon.server.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reference system's flow: the frontend's form calls the middle-end twice, the second call pushes messages to a
 * list, and ten threads of the backend work on them. 6 + (4 + N) + 3N events.
 */
public final class ReferenceFlow {

    private static final int THREADS = 10;
    private static final String LIST = "LIST app_queue";

    private final String correlationId;
    private final Instant start;
    private final long workMillis;
    private final int failing;
    private final List<StoredEvent> events = new ArrayList<>();

    private ReferenceFlow(String correlationId, Instant start, long workMillis, int failing) {
        this.correlationId = correlationId;
        this.start = start;
        this.workMillis = workMillis;
        this.failing = failing;
    }

    /** All went well; each message took a second. */
    public static List<StoredEvent> of(String correlationId, Instant start, int messages) {
        return new ReferenceFlow(correlationId, start, 1000, -1).make(messages);
    }

    /** The message with number {@code failing} fails in the backend. */
    public static List<StoredEvent> failing(String correlationId, Instant start, int messages, int failing) {
        return new ReferenceFlow(correlationId, start, 120, failing).make(messages);
    }

    private List<StoredEvent> make(int messages) {
        call(0, "frontend", "POST /messages", "receiver", "root", null, 60L + messages, """
                {"path":"/messages","form":{"numberOfMessages":["%d"],"timeToSpend":["1"],"password":["***"]}}
                """.formatted(messages));
        pair(4, "GET /endpoint1", "get", 12, """
                {"path":"/endpoint1","query":"timeToSpend=1"}
                """);
        pair(24, "POST /endpoint2", "post", 28L + messages, """
                {"path":"/endpoint2","body":"{\\"numberOfMessages\\":%d,\\"timeToSpend\\":1}","body_size":39}
                """.formatted(messages));
        for (int i = 0; i < messages; i++) {
            message(i);
        }
        return events.stream()
                .sorted(Comparator.comparing(StoredEvent::timestamp).thenComparingLong(StoredEvent::sequence))
                .toList();
    }

    private void pair(long at, String endpoint, String message, long millis, String params) {
        call(at, "frontend", endpoint, "sender", message, "root", millis, params);
        call(at + 3, "middle-end", endpoint, "receiver", message, "root", millis - 5, params);
    }

    private void call(
            long at,
            String module,
            String endpoint,
            String role,
            String message,
            @Nullable String parent,
            long millis,
            String params) {
        boolean sender = role.equals("sender");
        EventBuilder begin = at(at * 1000, module, role, sender ? BEGIN_SERVICE_CALL : BEGIN_CALL, endpoint)
                .params(params)
                .headers("""
                        {"Accept":"text/html","Authorization":"***","X-Forwarded-For":["10.0.0.1","10.0.0.2"]}
                        """);
        EventBuilder end = at((at + millis) * 1000, module, role, sender ? END_SERVICE_CALL : END_CALL, endpoint)
                .params(params)
                .closes(Duration.ofMillis(millis), "ok")
                .result("""
                        {"status":200,"body":"{\\"accepted\\":true,\\"note\\":\\"<b>bold & brave</b>\\"}","body_size":49}
                        """);
        for (EventBuilder event : List.of(begin, end)) {
            if (sender) {
                event.peer("localhost:8086");
            }
            add(event, message, role + message, parent);
        }
    }

    private void message(int number) {
        String message = "message " + number;
        long sent = 30_000 + number * 800L;
        long received = sent + 2_000 + number % 3 * 500L;
        long started = Math.max(received + 300, 35_000 + number / THREADS * (workMillis * 1000 + 4_000));
        long ended = started + workMillis * 1000 + number % 7 * 1_300L;
        add(
                at(sent + 400, "middle-end", "sender", SEND_MESSAGE, LIST)
                        .closes(Duration.ofNanos(400_000), "ok")
                        .peer("app_queue")
                        .params("{\"body\":\"{\\\"id\\\":%d,\\\"timeToSpend\\\":1}\",\"body_size\":24}"
                                .formatted(number)),
                message,
                "send " + number,
                "post");
        String handle = "handle " + number;
        add(at(received, "backend", "receiver", RECEIVED_MESSAGE, LIST), message, handle, "post");
        add(at(started, "backend", "receiver", START_PROCESSING, LIST), message, handle, "post");
        EventBuilder end = at(ended, "backend", "receiver", END_PROCESSING, LIST)
                .closes(Duration.ofNanos((ended - started) * 1000), number == failing ? "exception" : "ok");
        if (number == failing) {
            end.error("java.lang.IllegalStateException", "No stock left for <article 4711>\n\tat Stock.take");
        }
        add(end, message, handle, "post");
    }

    private EventBuilder at(long micros, String module, String role, String messageType, String endpoint) {
        return new EventBuilder(
                correlationId, events.size(), start.plusNanos(micros * 1000), module, role, messageType, endpoint);
    }

    private void add(EventBuilder event, String message, String action, @Nullable String parent) {
        events.add(event.message(correlationId + message)
                .action(correlationId + action)
                .parent(parent == null ? null : correlationId + parent)
                .build());
    }
}
