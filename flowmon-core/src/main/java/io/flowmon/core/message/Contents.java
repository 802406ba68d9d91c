/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** What is in messages, as objects and as bytes. Any thread. */
final class Contents {

    private final JsonMapper mapper;

    Contents(JsonMapper mapper) {
        this.mapper = mapper;
    }

    JsonMapper mapper() {
        return mapper;
    }

    /** The content as one JSON document. */
    byte[] write(@Nullable Object content) {
        try {
            return mapper.writeValueAsBytes(content);
        } catch (JacksonException unwritable) {
            String type = content == null ? "null" : content.getClass().getName();
            throw new MessageContentException("Content of type " + type + " cannot be written as JSON.", unwritable);
        }
    }

    /** Bytes of whoever sent them, as the type asked for: JSON; or text and other bytes, where the type can hold them. */
    Object read(byte[] payload, JavaType type) {
        try {
            return mapper.readValue(payload, type);
        } catch (StreamReadException notJson) {
            return readAsText(payload, type, notJson);
        } catch (JacksonException ofAnotherType) {
            throw unreadable(type, ofAnotherType);
        }
    }

    private Object readAsText(byte[] payload, JavaType type, StreamReadException notJson) {
        try {
            return mapper.convertValue(text(payload), type);
        } catch (JacksonException | IllegalArgumentException holdsNoText) {
            holdsNoText.addSuppressed(notJson);
            throw unreadable(type, holdsNoText);
        }
    }

    /** The text, or what Jackson takes for bytes. */
    private static String text(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException binary) {
            return Base64.getEncoder().encodeToString(payload);
        }
    }

    private static MessageContentException unreadable(JavaType type, Throwable cause) {
        return new MessageContentException("The message's content is not a " + type.toCanonical() + ".", cause);
    }
}
