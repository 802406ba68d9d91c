/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The Redis message that began the flow, by the template of the application under test. */
final class RedisTrigger {

    private final Message message;
    private final Set<String> imports = new TreeSet<>(Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.data.redis.core.StringRedisTemplate"));

    private RedisTrigger(Message message) {
        this.message = message;
    }

    static Trigger of(Message message) {
        return new RedisTrigger(message).trigger();
    }

    private Trigger trigger() {
        JsonNode content = content();
        String[] place = message.endpoint().split(" ", 2);
        String destination = JavaText.expression(place[1]);
        List<String> statements =
                switch (place[0]) {
                    case "LIST" -> List.of("redis.opsForList().leftPush(" + destination + ", " + text(content) + ");");
                    case "CHANNEL" -> List.of("redis.convertAndSend(" + destination + ", " + text(content) + ");");
                    case "STREAM" -> stream(destination, content);
                    default ->
                        throw new NotExportableException("It begins with " + message.endpoint()
                                + "; a test can be made of flows that begin with an HTTP request, or with a Redis list,"
                                + " channel or stream.");
                };
        return new Trigger(
                imports,
                List.of("@Autowired", "private StringRedisTemplate redis;"),
                statements,
                Masks.in(place[0].equals("STREAM") ? "entry" : "content", content),
                List.of());
    }

    private JsonNode content() {
        List<Step> steps = new ArrayList<>(message.sent());
        steps.addAll(message.received());
        for (Step step : steps) {
            for (StoredEvent event : step.events()) {
                if (event.serviceParams() != null && event.serviceParams().has("body")) {
                    return event.serviceParams().get("body");
                }
            }
        }
        throw new NotExportableException("It begins with " + message.endpoint()
                + ", and what was in the message was not recorded: it is not text, or bodies are switched off.");
    }

    private static String text(JsonNode content) {
        return JavaText.expression(content.isString() ? content.stringValue() : content.toString());
    }

    private List<String> stream(String destination, JsonNode content) {
        if (!content.isObject()) {
            throw new NotExportableException(
                    "It begins with " + message.endpoint() + ", of whose entry the fields were not recorded.");
        }
        imports.add("java.util.LinkedHashMap");
        imports.add("java.util.Map");
        List<String> statements = new ArrayList<>();
        statements.add("Map<String, String> entry = new LinkedHashMap<>();");
        content.properties()
                .forEach(field -> statements.add(
                        "entry.put(" + JavaText.expression(field.getKey()) + ", " + text(field.getValue()) + ");"));
        statements.add("redis.opsForStream().add(" + destination + ", entry);");
        return statements;
    }
}
