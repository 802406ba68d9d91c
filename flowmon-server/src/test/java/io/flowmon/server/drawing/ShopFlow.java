/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import static io.flowmon.core.event.MessageTypes.BEGIN_CALL;
import static io.flowmon.core.event.MessageTypes.BEGIN_SERVICE_CALL;
import static io.flowmon.core.event.MessageTypes.END_CALL;
import static io.flowmon.core.event.MessageTypes.END_PROCESSING;
import static io.flowmon.core.event.MessageTypes.END_SERVICE_CALL;
import static io.flowmon.core.event.MessageTypes.RECEIVED_MESSAGE;
import static io.flowmon.core.event.MessageTypes.SEND_MESSAGE;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shop's order: the stock is asked, the price reckoned, and the invoice handed to the billing over a list. When it fails
 * the stock is asked twice, nothing is billed, and the failure is told to a channel.
 */
public final class ShopFlow {

    private static final String ORDERS = "POST /orders";
    private static final String STOCK = "GET /stock/{id}";

    private final String correlationId;
    private final Instant start;
    private final List<StoredEvent> events = new ArrayList<>();

    private ShopFlow(String correlationId, Instant start) {
        this.correlationId = correlationId;
        this.start = start;
    }

    /** All went well. */
    public static List<StoredEvent> healthy(String correlationId, Instant start) {
        ShopFlow flow = new ShopFlow(correlationId, start);
        flow.begin(0, "shop", "receiver", BEGIN_CALL, ORDERS, "order", null);
        flow.stock(2, 6, "stock", "ok", 200);
        flow.end(11, 1, "shop", "internal", "price order", ORDERS, "order", null, "ok", 0);
        flow.end(13, 1, "shop", "sender", SEND_MESSAGE, "LIST invoices", "invoice", "order", "ok", 0);
        flow.begin(15, "billing", "receiver", RECEIVED_MESSAGE, "LIST invoices", "invoice", "order");
        flow.end(19, 2, "billing", "internal", "book", "LIST invoices", "invoice", null, "ok", 0);
        flow.end(25, 10, "billing", "receiver", END_PROCESSING, "LIST invoices", "invoice", "order", "ok", 0);
        flow.end(20, 20, "shop", "receiver", END_CALL, ORDERS, "order", null, "ok", 201);
        return flow.sorted();
    }

    /** The stock is out of order. */
    public static List<StoredEvent> failed(String correlationId, Instant start) {
        ShopFlow flow = new ShopFlow(correlationId, start);
        flow.begin(0, "shop", "receiver", BEGIN_CALL, ORDERS, "order", null);
        flow.stock(2, 40, "stock 1", "server_error", 503);
        flow.stock(50, 40, "stock 2", "server_error", 503);
        flow.end(95, 1, "shop", "sender", SEND_MESSAGE, "CHANNEL failures", "failure", "order", "ok", 0);
        flow.end(100, 100, "shop", "receiver", END_CALL, ORDERS, "order", null, "exception", 500);
        return flow.sorted();
    }

    /** The flow of the events. */
    public static Flow assembled(List<StoredEvent> events) {
        return FlowAssembler.assemble(events.get(0).correlationId(), events);
    }

    private void stock(long at, long millis, String message, String outcome, int status) {
        begin(at, "shop", "sender", BEGIN_SERVICE_CALL, STOCK, message, "order");
        begin(at + 1, "stock", "receiver", BEGIN_CALL, STOCK, message, "order");
        end(at + millis - 1, millis - 2, "stock", "receiver", END_CALL, STOCK, message, "order", outcome, status);
        end(at + millis, millis, "shop", "sender", END_SERVICE_CALL, STOCK, message, "order", outcome, status);
    }

    private void begin(
            long at,
            String module,
            String role,
            String type,
            String endpoint,
            String message,
            @Nullable String parent) {
        events.add(event(at, module, role, type, endpoint, message, parent).build());
    }

    private void end(
            long at,
            long millis,
            String module,
            String role,
            String type,
            String endpoint,
            String message,
            @Nullable String parent,
            String outcome,
            int status) {
        EventBuilder event =
                event(at, module, role, type, endpoint, message, parent).closes(Duration.ofMillis(millis), outcome);
        if (status > 0) {
            event.result("{\"status\":" + status + "}");
        }
        if (outcome.equals("exception")) {
            event.error("java.lang.IllegalStateException", "No stock");
        }
        events.add(event.build());
    }

    private EventBuilder event(
            long at,
            String module,
            String role,
            String type,
            String endpoint,
            String message,
            @Nullable String parent) {
        String action = role.equals("internal") ? type : role + message;
        return new EventBuilder(correlationId, events.size(), start.plusMillis(at), module, role, type, endpoint)
                .message(correlationId + message)
                .action(correlationId + action)
                .parent(parent == null ? null : correlationId + parent);
    }

    private List<StoredEvent> sorted() {
        return events.stream()
                .sorted(Comparator.comparing(StoredEvent::timestamp).thenComparingLong(StoredEvent::sequence))
                .toList();
    }
}
