/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.masking.Masker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Masks an event once more, each part as the encoder does. What was masked stays as it is, so every change is something that
 * should not have left: it stands where the encoder does not mask, or the encoder is not flowmon's.
 */
final class Remasking {

    /** What flowmon itself makes of each: nothing in it is the application's. */
    private static final Set<String> OWN = Set.of(
            "event_id",
            "timestamp",
            "action_id",
            "message_id",
            "parent_message_id",
            "begin_timestamp",
            "end_timestamp",
            "elapsed_time",
            "role",
            "outcome",
            "redelivered",
            "sample_rate",
            "trace_id",
            "span_id");

    private static final Pattern JSON = Pattern.compile("\\{|\\[\\s*[\\[{\"]");
    private static final Pattern FORM = Pattern.compile("(?=[^=]*=)(?=[^%+]*[%+])\\S*");

    private final Masker masker;
    private final JsonNode event;
    private final List<String> places = new ArrayList<>();

    private Remasking(Arrival arrival) {
        this.masker = new Masker(arrival.rules());
        this.event = arrival.event();
    }

    /** Where the sender's own rules still find something to mask. */
    static List<String> places(Arrival arrival) {
        return new Remasking(arrival).look();
    }

    private List<String> look() {
        event.properties().forEach(field -> {
            String name = field.getKey();
            switch (name) {
                case "service_params", "result" ->
                    field.getValue().properties().forEach(part -> part(name, part.getKey(), part.getValue()));
                case "headers" -> texts(name, field.getValue(), masker::header);
                case "business_keys" -> texts(name, field.getValue(), masker::value);
                case "error" -> texts(name, field.getValue(), this::error);
                default -> {
                    if (!OWN.contains(name)) {
                        compare(
                                name,
                                field.getValue(),
                                masker.label(field.getValue().asString("")));
                    }
                }
            }
        });
        return places;
    }

    private void part(String parent, String name, JsonNode value) {
        String place = parent + "." + name;
        switch (name) {
            case "path" ->
                compare(
                        place,
                        value,
                        masker.path(value.asString(""), event.path("endpoint").asString("")));
            case "query" -> compare(place, value, masker.query(value.asString(""), StandardCharsets.UTF_8));
            case "form" -> texts(place, value, this::parameter);
            case "body" -> body(place, value);
            case "status", "body_size", "body_truncated", "body_unread", "body_omitted" -> {}
            default -> json(parent, JsonMapper.shared().createObjectNode().set(name, value));
        }
    }

    private void body(String place, JsonNode body) {
        if (!body.isString()) {
            json(place, body);
            return;
        }
        compare(place, body, remaskedText(body.stringValue()));
    }

    /** Text that is not declared is masked as what it looks like, as the encoder does. */
    private String remaskedText(String text) {
        try {
            if (JSON.matcher(text).lookingAt()) {
                return JsonMapper.shared().readTree(text).equals(remasked(text)) ? text : Masker.MASK;
            }
            if (text.startsWith("<")) {
                return masker.xml(text);
            }
            if (FORM.matcher(text).matches()) {
                return masker.query(text, StandardCharsets.UTF_8);
            }
        } catch (JacksonException | IOException onlyLooksLikeIt) {
            // then it is text
        }
        return masker.text("body", text);
    }

    private void json(String place, JsonNode document) {
        compareTrees(place, document, remasked(document.toString()));
    }

    private JsonNode remasked(String document) {
        ByteArrayOutputStream masked = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonMapper.shared().createGenerator(masked)) {
            masker.json(document, out);
        }
        return JsonMapper.shared().readTree(masked.toByteArray());
    }

    private void compareTrees(String place, JsonNode left, JsonNode masked) {
        if (left.isObject() && masked.isObject()) {
            left.properties()
                    .forEach(field ->
                            compareTrees(place + "." + field.getKey(), field.getValue(), masked.path(field.getKey())));
        } else if (left.isArray() && masked.isArray()) {
            for (int i = 0; i < left.size(); i++) {
                compareTrees(place + "[" + i + "]", left.get(i), masked.path(i));
            }
        } else if (!left.equals(masked)) {
            places.add(place);
        }
    }

    private void texts(String place, JsonNode values, BinaryOperator<String> mask) {
        values.properties().forEach(field -> {
            Iterable<JsonNode> all = field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
            for (JsonNode value : all) {
                compare(place + "." + field.getKey(), value, mask.apply(field.getKey(), value.asString("")));
            }
        });
    }

    private String parameter(String name, String text) {
        return masker.form(Map.of(name, List.of(text)))
                .values()
                .iterator()
                .next()
                .get(0);
    }

    private String error(String name, String text) {
        return name.equals("message") ? masker.text("error_message", text) : masker.label(text);
    }

    private void compare(String place, JsonNode left, String masked) {
        if (!left.asString("").equals(masked)) {
            places.add(place);
        }
    }
}
