/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.masking.Masker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An entry of a stream as one JSON object, so that masking finds its fields, and those of the JSON inside them. A value that
 * is no text, or whose name is none, is masked.
 */
final class RecordBody {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NONE = {};

    private RecordBody() {}

    /** What is kept of these fields: at most {@code max} bytes, and no work for what is beyond. */
    static CapturedBody of(Map<byte[], byte[]> fields, int max) {
        long size = fields.entrySet().stream()
                .mapToLong(field -> (long) field.getKey().length + field.getValue().length)
                .sum();
        if (max == 0) {
            return new CapturedBody(NONE, size, false, null, null);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean replaced = false;
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (size <= max) {
                for (Map.Entry<byte[], byte[]> field : fields.entrySet()) {
                    String name = text(field.getKey());
                    String value = name == null ? null : text(field.getValue());
                    replaced |= value == null;
                    json.writeName(name == null ? Masker.MASK : name);
                    write(json, value);
                }
            }
            json.writeEndObject();
        }
        byte[] whole = bytes.toByteArray();
        byte[] kept = whole.length <= max ? whole : Arrays.copyOf(whole, max);
        CapturedBody body = new CapturedBody(kept, Math.max(size, whole.length), false, "application/json", null);
        return replaced ? body.withReplaced() : body;
    }

    private static void write(JsonGenerator json, @Nullable String text) {
        if (text == null) {
            json.writeString(Masker.MASK);
        } else if (isJson(text)) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    /** The text, or null of bytes that no rule of masking could read: what a serializer made, or a protocol. */
    private static @Nullable String text(byte[] value) {
        for (byte b : value) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = json.nextToken();
            if (first == null || !first.isStructStart()) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
