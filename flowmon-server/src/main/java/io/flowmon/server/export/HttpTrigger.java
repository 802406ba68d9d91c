/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.core.masking.Masker;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The request that began the flow, by the JDK's client: it needs nothing and sends what it is told. */
final class HttpTrigger {

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

    private final StoredEvent request;
    private final JsonNode params;
    private final List<String> masked = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private HttpTrigger(StoredEvent request) {
        this.request = request;
        this.params = request.serviceParams() == null ? JsonNodeFactory.instance.objectNode() : request.serviceParams();
    }

    static Trigger of(Message message) {
        if (message.received().isEmpty()) {
            throw new NotExportableException("It begins with the call " + message.endpoint()
                    + ", which no service of flowmon's received; a test cannot know who would.");
        }
        return new HttpTrigger(message.received().get(0).main()).trigger();
    }

    private Trigger trigger() {
        String method = request.endpoint().split(" ", 2)[0];
        if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
            throw new NotExportableException("It begins with " + request.endpoint()
                    + ", which is no HTTP request that the" + " JDK's client can send.");
        }
        String path = params.path("path").asString("");
        if (!path.startsWith("/")) {
            throw new NotExportableException("It begins with " + request.endpoint() + ", whose path was not recorded.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("HttpRequest request = HttpRequest.newBuilder(");
        lines.add("                URI.create(\"http://localhost:\" + port + " + JavaText.expression(target(path))
                + "))");
        headers(lines);
        lines.add("        .method(" + JavaText.literal(method) + ", " + body() + ")");
        lines.add("        .build();");
        lines.add("HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());");
        return new Trigger(
                Set.of(
                        "java.net.URI",
                        "java.net.http.HttpClient",
                        "java.net.http.HttpRequest",
                        "java.net.http.HttpResponse",
                        "org.springframework.boot.test.web.server.LocalServerPort"),
                List.of("@LocalServerPort", "private int port;"),
                lines,
                masked,
                notes);
    }

    private String target(String path) {
        String query = params.path("query").asString("");
        noteMask("path", path);
        noteMask("query", query);
        String target = query.isEmpty() ? path : path + "?" + query;
        Matcher unfit = NOT_IN_A_URI.matcher(target);
        return unfit.replaceAll(
                found -> Matcher.quoteReplacement(URLEncoder.encode(found.group(), StandardCharsets.UTF_8)));
    }

    private void headers(List<String> lines) {
        if (request.headers() == null) {
            notes.add("No headers were recorded.");
            return;
        }
        request.headers().properties().forEach(header -> {
            String name = header.getKey();
            String known = name.toLowerCase(Locale.ROOT);
            if (!TOKEN.matcher(name).matches() || NOT_SENT_AGAIN.contains(known) || known.startsWith("x-b3-")) {
                return;
            }
            for (JsonNode value : header.getValue().isArray() ? header.getValue() : List.of(header.getValue())) {
                String text = value.asString("");
                if (text.chars().noneMatch(Character::isISOControl)) {
                    noteMask("header " + name, text);
                    lines.add("        .header(" + JavaText.literal(name) + ", " + JavaText.expression(text) + ")");
                }
            }
        });
    }

    private String body() {
        JsonNode form = params.path("form");
        JsonNode body = params.path("body");
        if (form.isObject()) {
            masked.addAll(Masks.in("form", form));
            return publisher(formText(form));
        }
        if (params.path("body_truncated").asBoolean(false)) {
            notes.add("Of the request's body only the first part was recorded, and is masked.");
        }
        if (body.isMissingNode()) {
            if (params.path("body_size").asLong(0) > 0) {
                notes.add("The request had a body of "
                        + params.path("body_size").asLong() + " bytes that was not recorded.");
            }
            return "HttpRequest.BodyPublishers.noBody()";
        }
        masked.addAll(Masks.in("body", body));
        return publisher(body.isString() && !isJson() ? body.stringValue() : body.toString());
    }

    private boolean isJson() {
        return request.headers() != null
                && request.headers().properties().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                        .anyMatch(header -> header.getValue().asString("").contains("json"));
    }

    private static String publisher(String text) {
        return "HttpRequest.BodyPublishers.ofString(" + JavaText.expression(text) + ")";
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

    private void noteMask(String place, String text) {
        if (text.contains(Masker.MASK)) {
            masked.add(place);
        }
    }
}
