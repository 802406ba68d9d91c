/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.context.SampleRate;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads one envelope as a stream of tokens. The content is checked to be the last field and well-formed, and is then cut
 * out of the bytes, never built.
 */
final class EnvelopeReader {

    private static final int UUID_LENGTH = 36;
    private static final byte[] CONTENT_NAME = ('"' + Names.CONTENT + '"').getBytes(StandardCharsets.UTF_8);

    private final byte[] stored;
    private int version;
    private @Nullable String correlationId;
    private @Nullable UUID messageId;
    private @Nullable UUID parentMessageId;
    private @Nullable Instant sentAt;
    private boolean sampled = true;
    private double sampleRate = 1;
    private @Nullable String encoding;

    EnvelopeReader(byte[] stored) {
        this.stored = stored;
    }

    /** The envelope, or null when the bytes are none. */
    @Nullable
    Envelope read() {
        try (JsonParser json = EnvelopeCodec.JSON.createParser(ObjectReadContext.empty(), stored)) {
            json.nextToken(); // {
            json.nextToken(); // "flowmon"
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            readHeader(json);
            if (version != Names.CURRENT_VERSION || correlationId == null || messageId == null) {
                return null;
            }
            byte[] content = readContent(json);
            return content == null
                    ? null
                    : new Envelope(
                            correlationId, messageId, parentMessageId, sentAt, sampled ? sampleRate : 0, content);
        } catch (JacksonException | DateTimeException | IllegalArgumentException noEnvelope) {
            return null;
        }
    }

    private void readHeader(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case Names.VERSION -> version = json.getIntValue();
                case Names.CORRELATION_ID -> correlationId = correlationId(string(json));
                case Names.MESSAGE_ID -> messageId = uuid(string(json));
                case Names.PARENT_MESSAGE_ID -> parentMessageId = uuid(string(json));
                case Names.SENT_AT -> sentAt = Instant.parse(string(json));
                case Names.SAMPLED -> sampled = value != JsonToken.VALUE_FALSE;
                case Names.SAMPLE_RATE -> sampleRate = sampleRate(json);
                case Names.ENCODING -> encoding = string(json);
                default -> json.skipChildren();
            }
        }
    }

    private byte @Nullable [] readContent(JsonParser json) {
        if (!Names.CONTENT.equals(json.nextName())) {
            return null;
        }
        int nameStart = (int) json.currentTokenLocation().getByteOffset();
        JsonToken value = json.nextToken();
        byte[] decoded = decoded(json, value);
        json.skipChildren();
        boolean last = json.nextToken() == JsonToken.END_OBJECT;
        int end = (int) json.currentLocation().getByteOffset() - 1;
        if (!last || json.nextToken() != null) {
            return null;
        }
        return decoded != null ? decoded : Arrays.copyOfRange(stored, contentStart(nameStart), end);
    }

    /** The content where it stands for other bytes than its own, else null. */
    private byte @Nullable [] decoded(JsonParser json, @Nullable JsonToken value) {
        if (encoding == null) {
            return value == JsonToken.VALUE_STRING ? string(json).getBytes(StandardCharsets.UTF_8) : null;
        }
        return switch (encoding) {
            case Names.JSON -> null;
            case Names.BASE64 -> Base64.getDecoder().decode(string(json));
            default -> throw new IllegalArgumentException("unknown encoding");
        };
    }

    private int contentStart(int nameStart) {
        int nameEnd = nameStart + CONTENT_NAME.length;
        if (!Arrays.equals(stored, nameStart, nameEnd, CONTENT_NAME, 0, CONTENT_NAME.length)) {
            throw new IllegalArgumentException("the name is spelled with escapes");
        }
        int colon = nameEnd;
        while (stored[colon] != ':') {
            colon++;
        }
        return colon + 1;
    }

    /** A rate that cannot be used is none: the message is worth more than its weight. */
    private static double sampleRate(JsonParser json) {
        json.skipChildren();
        boolean number = json.currentToken().isNumeric();
        double rate = number ? SampleRate.parse(json.getString()).orElse(1) : 1;
        return rate > 0 ? rate : 1;
    }

    private static String string(JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("not a string");
        }
        return json.getString();
    }

    private static String correlationId(String id) {
        if (!CorrelationIds.isValid(id)) {
            throw new IllegalArgumentException("not a correlation id");
        }
        return id;
    }

    private static UUID uuid(String id) {
        if (id.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(id);
    }
}
