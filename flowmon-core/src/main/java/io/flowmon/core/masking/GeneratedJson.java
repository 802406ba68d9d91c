/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Writes every token of the copy anew. Takes any source. */
final class GeneratedJson implements JsonTarget {

    private final JsonGenerator out;

    GeneratedJson(JsonGenerator out) {
        this.out = out;
    }

    @Override
    public void token(JsonToken token) {
        switch (token) {
            case START_OBJECT -> out.writeStartObject();
            case END_OBJECT -> out.writeEndObject();
            case START_ARRAY -> out.writeStartArray();
            case END_ARRAY -> out.writeEndArray();
            case VALUE_TRUE, VALUE_FALSE -> out.writeBoolean(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> out.writeNull();
            default -> throw new IllegalArgumentException(token + " has a text");
        }
    }

    @Override
    public void name(String name, String shown) {
        out.writeName(shown);
    }

    @Override
    public void unchanged(JsonToken token, char[] text, int from, int length) {
        if (token == JsonToken.VALUE_STRING) {
            out.writeString(text, from, length);
        } else {
            out.writeNumber(text, from, length);
        }
    }

    @Override
    public void replace(JsonParser parser, String text) {
        parser.skipChildren();
        out.writeString(text);
    }
}
