/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a stream's entry out of what an event has of them: an object with a member for each field, whose value is a
 * string, or is JSON where the field's text is an object or an array.
 */
final class StreamFields {

    private static final JsonFactory JSON = new JsonFactory();

    private StreamFields() {}

    /** Why there are no fields in it; null if there are. */
    static @Nullable String refusal(byte[] payload) {
        return own(payload) == null ? "What is known of the entry is no JSON object with its fields." : null;
    }

    /** Name, value, name, value: the message's own fields, and those with its ids behind them. */
    static byte[][] of(Resend message) {
        List<byte[]> fields = own(message.payload());
        if (fields == null) {
            throw new IllegalArgumentException("no object");
        }
        CarriedIds.headers(message).forEach((name, value) -> {
            fields.add(utf8(name));
            fields.add(utf8(value));
        });
        return fields.toArray(byte[][]::new);
    }

    private static @Nullable List<byte[]> own(byte[] payload) {
        List<byte[]> fields = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                byte[] value = value(json, payload);
                if (!CarriedIds.NAMES.contains(name)) {
                    fields.add(utf8(name));
                    fields.add(value);
                }
            }
            return json.nextToken() == null ? fields : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    /** A string's text; of anything else the bytes as they stand there. */
    private static byte[] value(JsonParser json, byte[] payload) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return utf8(json.getString());
        }
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        if (json.currentToken().isScalarValue()) {
            return utf8(json.getString());
        }
        return Arrays.copyOfRange(payload, from, (int) json.currentLocation().getByteOffset());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
