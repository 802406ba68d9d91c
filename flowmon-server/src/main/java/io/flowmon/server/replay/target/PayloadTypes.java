/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a payload is, where events do not tell. */
final class PayloadTypes {

    static final String JSON_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();

    private PayloadTypes() {}

    /** JSON is an object or an array here: a number or a word may as well be text. */
    static String of(byte[] payload) {
        if (isJson(payload)) {
            return JSON_TYPE;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return "text/plain";
        } catch (CharacterCodingException noText) {
            return "application/octet-stream";
        }
    }

    private static boolean isJson(byte[] payload) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
            JsonToken first = json.nextToken();
            if (first == null || !first.isStructStart()) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (JacksonException noJson) {
            return false;
        }
    }
}
