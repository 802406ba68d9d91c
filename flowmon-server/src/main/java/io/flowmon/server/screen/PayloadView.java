/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A captured object for reading: its fields, and its body set apart, indented when it is JSON.
 *
 * @param title the key of its heading
 * @param fields name and value; a list or an object as JSON
 * @param body the body's text, or null
 * @param size the size of the whole body, or null when it is not known
 * @param truncated only the first part was kept
 * @param unread the application did not read it to its end
 * @param omitted its service did not send it, on purpose
 * @param masked something in here was masked before it left its service
 */
public record PayloadView(
        String title,
        List<Map.Entry<String, String>> fields,
        @Nullable String body,
        @Nullable String size,
        boolean truncated,
        boolean unread,
        boolean omitted,
        boolean masked) {

    private static final int MAX_SHOWN = 50_000;
    private static final String MASK = "***";
    private static final JsonMapper JSON = new JsonMapper();

    public static @Nullable PayloadView of(String title, @Nullable JsonNode node) {
        if (node == null || (node.isContainer() && node.isEmpty())) {
            return null;
        }
        boolean masked = node.toString().contains(MASK);
        if (!(node instanceof ObjectNode object)) {
            return new PayloadView(title, List.of(), readable(node), null, false, false, false, masked);
        }
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().startsWith("body")) {
                fields.add(Map.entry(VisibleText.of(field.getKey()), readable(field.getValue())));
            }
        }
        JsonNode body = object.get("body");
        JsonNode size = object.get("body_size");
        return new PayloadView(
                title,
                fields,
                body == null ? null : readable(body),
                size == null ? null : VisibleText.of(size.asString("?")),
                object.path("body_truncated").asBoolean(false),
                object.path("body_unread").asBoolean(false),
                object.path("body_omitted").asBoolean(false),
                masked);
    }

    private static String readable(JsonNode node) {
        String text = node.isString() ? indented(node.asString()) : pretty(node);
        return VisibleText.of(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + " …" : text);
    }

    private static String indented(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return text;
        }
        try {
            return pretty(JSON.readTree(text));
        } catch (JacksonException notJson) {
            return text;
        }
    }

    private static String pretty(JsonNode node) {
        return node.isValueNode()
                ? node.asString()
                : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }
}
