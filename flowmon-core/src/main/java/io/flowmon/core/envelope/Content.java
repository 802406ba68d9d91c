/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * A payload, and the form in which it can stand inside JSON such that its bytes come back.
 *
 * @param form the form
 * @param text the payload as text; empty for {@link Form#BINARY}
 */
record Content(Form form, String text) {

    enum Form {
        JSON,
        /** A payload that is itself a JSON string: marked, since an unmarked string stands for text. */
        JSON_STRING,
        TEXT,
        BINARY
    }

    static Content of(byte[] payload) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new Content(Form.BINARY, "");
        }
        return new Content(formOf(text), text);
    }

    /** The marker in the header, or null when the content speaks for itself. */
    @Nullable
    String encoding() {
        return switch (form) {
            case JSON, TEXT -> null;
            case JSON_STRING -> Names.JSON;
            case BINARY -> Names.BASE64;
        };
    }

    /** Parsed from characters: from bytes, Jackson would also take UTF-16 for JSON. */
    private static Form formOf(String text) {
        try (JsonParser json = EnvelopeCodec.JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                return Form.TEXT;
            }
            while (!json.streamReadContext().inRoot()) {
                if (json.streamReadContext().getNestingDepth() > EnvelopeCodec.MAX_CONTENT_DEPTH) {
                    return Form.TEXT;
                }
                json.nextToken();
            }
            if (json.nextToken() != null) {
                return Form.TEXT;
            }
            return first == JsonToken.VALUE_STRING ? Form.JSON_STRING : Form.JSON;
        } catch (JacksonException notJson) {
            return Form.TEXT;
        }
    }
}
