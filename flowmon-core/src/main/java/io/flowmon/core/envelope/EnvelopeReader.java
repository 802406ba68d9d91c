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
import tools.jackson.core.TokenStreamLocation;

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
    private boolean replay;
    private @Nullable String encoding;

    EnvelopeReader(byte[] stored) {
        this.stored = stored;
    }

    /**
     * The envelope.
     *
     * @throws MalformedEnvelopeException if the bytes are none
     */
    Envelope read() {
        try (JsonParser json = EnvelopeCodec.JSON.createParser(ObjectReadContext.empty(), stored)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "it is not a JSON object");
            require(Names.FLOWMON.equals(json.nextName()), "its first field is not \"flowmon\"");
            require(json.nextToken() == JsonToken.START_OBJECT, "\"flowmon\" is not an object");
            readHeader(json);
            return envelope(json);
        } catch (JacksonException notJson) {
            throw new MalformedEnvelopeException("it is not JSON" + place(notJson.getLocation()), notJson);
        } catch (IllegalArgumentException unreadable) {
            throw new MalformedEnvelopeException("its header cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private Envelope envelope(JsonParser json) {
        require(version == Names.CURRENT_VERSION, "its version (\"v\") is not " + Names.CURRENT_VERSION);
        if (correlationId == null || messageId == null) {
            throw new MalformedEnvelopeException("it has no correlation_id, or no message_id");
        }
        double rate = sampled ? sampleRate : 0;
        return new Envelope(correlationId, messageId, parentMessageId, sentAt, rate, replay, readContent(json));
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedEnvelopeException(otherwise);
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
                case Names.SENT_AT -> sentAt = instant(string(json));
                case Names.SAMPLED -> sampled = value != JsonToken.VALUE_FALSE;
                case Names.SAMPLE_RATE -> sampleRate = sampleRate(json);
                case Names.REPLAY -> replay = value == JsonToken.VALUE_TRUE;
                case Names.ENCODING -> encoding = string(json);
                default -> json.skipChildren();
            }
        }
    }

    private byte[] readContent(JsonParser json) {
        require(Names.CONTENT.equals(json.nextName()), "\"content\" does not follow \"flowmon\"");
        int nameStart = (int) json.currentTokenLocation().getByteOffset();
        require(nameStart >= 0, "it is not in UTF-8");
        JsonToken value = json.nextToken();
        byte[] decoded = decoded(json, value);
        json.skipChildren();
        boolean last = json.nextToken() == JsonToken.END_OBJECT;
        int end = (int) json.currentLocation().getByteOffset() - 1;
        require(last && json.nextToken() == null, "something follows its content");
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
            default -> throw new IllegalArgumentException("its encoding is unknown");
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
            throw new IllegalArgumentException("\"" + json.currentName() + "\" is not a string");
        }
        return json.getString();
    }

    private static String correlationId(String id) {
        if (!CorrelationIds.isValid(id)) {
            throw new IllegalArgumentException(
                    "its correlation_id has other characters than A-Za-z0-9._:-, or too many");
        }
        return id;
    }

    private static UUID uuid(String id) {
        try {
            if (id.length() == UUID_LENGTH) {
                return UUID.fromString(id);
            }
        } catch (IllegalArgumentException notHexadecimal) {
            // told below, without the text
        }
        throw new IllegalArgumentException("one of its message ids is not a UUID");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notInstant) {
            throw new IllegalArgumentException("its sent_at is not a time", notInstant);
        }
    }
}
