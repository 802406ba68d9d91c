/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import io.flowmon.core.masking.Masker;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.message.Payload;
import io.flowmon.server.replay.target.Resend;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the events of an original say about how it was sent. */
final class Originals {

    static final String EXCHANGE = "EXCHANGE ";
    private static final String QUEUE = "QUEUE ";
    private static final Pattern SEVERAL_DOCUMENTS = Pattern.compile("(?i)ndjson|jsonl|json-lines|jsonlines");
    private static final String FORM = "application/x-www-form-urlencoded";

    private Originals() {}

    /** The sender's accounts, the one that knows most first; empty when no sender reported. */
    static List<StoredEvent> sentBy(List<StoredEvent> events) {
        List<StoredEvent> sent = new ArrayList<>();
        for (StoredEvent event : events) {
            if (event.role().equals(Role.SENDER.wireName())) {
                sent.add(sent.isEmpty() || event.serviceParams() != null ? 0 : sent.size(), event);
            }
        }
        return sent;
    }

    /** With which key it was published to an exchange; null if that is not told. */
    static @Nullable String routingKey(StoredEvent sent) {
        return sent.result() instanceof ObjectNode result
                        && result.path("routing_key").isString()
                ? result.path("routing_key").stringValue()
                : null;
    }

    /**
     * Where it is sent to. What an exchange handed to several queues goes to the one whose receiver failed, or else to the one
     * that had it last, and not to all of them once more.
     */
    static String destination(StoredEvent sent, List<StoredEvent> events) {
        if (!sent.endpoint().startsWith(EXCHANGE)) {
            return sent.endpoint();
        }
        String queue = null;
        boolean failed = false;
        for (StoredEvent event : events) {
            boolean fails = event.outcome() != null && !event.outcome().equals(Outcome.OK.wireName());
            if (isReceiver(event) && event.endpoint().startsWith(QUEUE) && (fails || !failed)) {
                queue = event.endpoint();
                failed |= fails;
            }
        }
        if (queue != null) {
            return queue;
        }
        String key = routingKey(sent);
        return key == null ? sent.endpoint() : sent.endpoint() + "/" + key;
    }

    private static boolean isReceiver(StoredEvent event) {
        return event.role().equals(Role.RECEIVER.wireName());
    }

    /** Why it would not be what it was, or not go where it went, although all of it is there. */
    static @Nullable String obstacle(StoredEvent sent, List<StoredEvent> events, @Nullable Payload payload) {
        if (sent.endpoint().startsWith(EXCHANGE) && queuesThatFailed(events) > 1) {
            return "Receivers of several queues failed: from here it would reach one of them.";
        }
        if (payload == null || payload.body() == null || payload.isForm()) {
            return null;
        }
        if (payload.body().isString() && !payload.exact()) {
            return "Its text is kept in another form than it had.";
        }
        String type = contentType(sent, payload);
        return type != null && SEVERAL_DOCUMENTS.matcher(type).find()
                ? "It was several JSON documents, and is kept as one."
                : null;
    }

    private static long queuesThatFailed(List<StoredEvent> events) {
        return events.stream()
                .filter(event -> event.endpoint().startsWith(QUEUE)
                        && isReceiver(event)
                        && event.outcome() != null
                        && !event.outcome().equals(Outcome.OK.wireName()))
                .map(StoredEvent::endpoint)
                .distinct()
                .count();
    }

    /** How the ids travelled: lists and channels have nothing but the payload to carry them. */
    static Resend.Carrier carrierOf(StoredEvent sent) {
        boolean envelope = sent.endpoint().startsWith("LIST ")
                || sent.endpoint().startsWith("CHANNEL ")
                || text(sent.serviceParams(), "carrier").equals("envelope");
        return envelope ? Resend.Carrier.ENVELOPE : Resend.Carrier.HEADERS;
    }

    /** Why it is not known where a call went. */
    static @Nullable String addressObstacle(StoredEvent sent) {
        if (sent.peer() == null) {
            return "It is not known which host was called.";
        }
        ObjectNode params = sent.serviceParams();
        if (text(params, "path").isEmpty()) {
            return "It is not known which path was called.";
        }
        boolean masked = text(params, "path").contains(Masker.MASK)
                || text(params, "query").contains(Masker.MASK);
        return masked ? "Its address holds values that the service masked." : null;
    }

    /**
     * The request that was made.
     *
     * @param sealed whether its body is sent as it was, out of the vault, and not as it is shown
     */
    static Resend.Call call(StoredEvent sent, @Nullable Payload payload, boolean sealed) {
        ObjectNode params = sent.serviceParams();
        String endpoint = sent.endpoint();
        int space = endpoint.indexOf(' ');
        String query = text(params, "query");
        String declared = sealed ? header(sent, "content-type") : null;
        return new Resend.Call(
                space < 0 ? endpoint : endpoint.substring(0, space),
                String.valueOf(sent.peer()),
                text(params, "path"),
                query.isEmpty() ? null : query,
                declared == null ? contentType(sent, payload) : declared);
    }

    private static @Nullable String contentType(StoredEvent sent, @Nullable Payload payload) {
        if (payload == null || payload.bytes().length == 0) {
            return null;
        }
        if (payload.isForm()) {
            return FORM;
        }
        String declared = header(sent, "content-type");
        if (declared != null) {
            return declared;
        }
        JsonNode body = payload.body();
        return body != null && !body.isString() ? "application/json" : null;
    }

    /** Whether its headers tell of a body, of which nothing may be known. Many clients give a type to a GET without one. */
    static boolean declaresBody(StoredEvent sent) {
        String length = header(sent, "content-length");
        if (length != null) {
            return !length.equals("0");
        }
        boolean reads = sent.endpoint().startsWith("GET ") || sent.endpoint().startsWith("HEAD ");
        return !reads && header(sent, "content-type") != null;
    }

    private static @Nullable String header(StoredEvent sent, String name) {
        if (sent.headers() != null) {
            for (var header : sent.headers().properties()) {
                if (header.getKey().equalsIgnoreCase(name) && header.getValue().isString()) {
                    return header.getValue().stringValue();
                }
            }
        }
        return null;
    }

    /** The bytes to send: a form is encoded again. */
    static byte[] bytes(Payload payload) {
        if (!payload.isForm() || !(payload.body() instanceof ObjectNode form)) {
            return payload.bytes();
        }
        return form.properties().stream()
                .flatMap(field -> values(field.getValue()).map(value -> encoded(field.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> values(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asString) : Stream.of(value.asString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable ObjectNode params, String name) {
        return params == null || !params.path(name).isString()
                ? ""
                : params.path(name).stringValue();
    }
}
