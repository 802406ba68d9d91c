/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.core.masking.Masker;
import io.flowmon.server.event.StoredEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An HTTP request as an event tells of it, to be sent again by whatever means.
 *
 * @param method null if the event tells of none that can be sent
 * @param target path and query, fit for a URI; null if the path was not recorded
 * @param headers those that belong to the request, not to the connection or the caller of that time; null if none were recorded
 * @param body null if there is none, or nothing of it is known
 * @param bodySize in bytes, where it is told; else 0
 * @param maskedHead where a mask stands instead of a value in target and headers, in words, in that order
 * @param maskedBody the same in the body
 */
record RecordedRequest(
        @Nullable String method,
        @Nullable String target,
        @Nullable List<Header> headers,
        @Nullable String body,
        BodyState bodyState,
        long bodySize,
        List<String> maskedHead,
        List<String> maskedBody) {

    private static final Pattern METHOD = Pattern.compile("[A-Z]+");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What a URI may hold beside percent-encoded bytes (RFC 3986, 3.3 and 3.4). */
    private static final Pattern NOT_IN_A_URI = Pattern.compile("[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]|%(?![0-9A-Fa-f]{2})");

    /** Belongs to the connection or to the caller of that time: the client makes its own, or none. */
    private static final Set<String> NOT_SENT_AGAIN = Set.of(
            "accept-encoding",
            "b3",
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-correlation-id",
            "x-flow-sampled",
            "x-message-id");

    /** One header, once for each of its values. */
    record Header(String name, String value) {}

    static RecordedRequest of(StoredEvent request) {
        JsonNode params =
                request.serviceParams() == null ? JsonNodeFactory.instance.objectNode() : request.serviceParams();
        List<String> masked = new ArrayList<>();
        String target = target(params, masked);
        List<Header> headers = headers(request, masked);
        JsonNode form = params.path("form");
        JsonNode body = form.isObject() ? form : params.path("body");
        return new RecordedRequest(
                method(request),
                target,
                headers,
                body.isMissingNode()
                        ? null
                        : form.isObject()
                                ? formText(form)
                                : body.isString() && !isJson(headers) ? body.stringValue() : body.toString(),
                BodyState.of(params, !body.isMissingNode()),
                params.path("body_size").asLong(0),
                masked,
                Masks.in(form.isObject() ? "form" : "body", body));
    }

    /** Where a mask stands instead of a value, in words, in the order of target, headers and body. */
    List<String> masked() {
        return Stream.concat(maskedHead.stream(), maskedBody.stream()).toList();
    }

    /** Whether there is one, known or not. */
    boolean hasBody() {
        return body != null || bodyState == BodyState.NOT_RECORDED;
    }

    /** The same, as if it had none. */
    RecordedRequest withoutBody() {
        return new RecordedRequest(method, target, headers, null, BodyState.WHOLE, 0, maskedHead, List.of());
    }

    private static @Nullable String method(StoredEvent request) {
        String method = request.endpoint().split(" ", 2)[0];
        return METHOD.matcher(method).matches() && !method.equals("CONNECT") ? method : null;
    }

    private static @Nullable String target(JsonNode params, List<String> masked) {
        String path = params.path("path").asString("");
        if (!path.startsWith("/")) {
            return null;
        }
        String query = params.path("query").asString("");
        noteMask("path", path, masked);
        noteMask("query", query, masked);
        Matcher unfit = NOT_IN_A_URI.matcher(query.isEmpty() ? path : path + "?" + query);
        return unfit.replaceAll(
                found -> Matcher.quoteReplacement(encoded(found.group()).replace("+", "%20")));
    }

    private static @Nullable List<Header> headers(StoredEvent request, List<String> masked) {
        if (request.headers() == null) {
            return null;
        }
        List<Header> headers = new ArrayList<>();
        request.headers().properties().forEach(header -> {
            String name = header.getKey();
            String known = name.toLowerCase(Locale.ROOT);
            if (!TOKEN.matcher(name).matches() || NOT_SENT_AGAIN.contains(known) || known.startsWith("x-b3-")) {
                return;
            }
            for (JsonNode value : header.getValue().isArray() ? header.getValue() : List.of(header.getValue())) {
                String text = value.asString("");
                if (text.chars().noneMatch(Character::isISOControl)) {
                    noteMask("header " + name, text, masked);
                    headers.add(new Header(name, text));
                }
            }
        });
        return headers;
    }

    private static boolean isJson(@Nullable List<Header> headers) {
        return Objects.requireNonNullElse(headers, List.<Header>of()).stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
                .anyMatch(header -> header.value().contains("json"));
    }

    private static String formText(JsonNode form) {
        return form.properties().stream()
                .flatMap(field -> (field.getValue().isArray()
                                ? field.getValue().valueStream()
                                : List.of(field.getValue()).stream())
                        .map(value -> encoded(field.getKey()) + "=" + encoded(value.asString(""))))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void noteMask(String place, String text, List<String> masked) {
        if (text.contains(Masker.MASK)) {
            masked.add(place);
        }
    }
}
