/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.envelope.MalformedEnvelopeException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads flowmon's envelope, and the one of Micro-tracker: {@code {"uuid":…,"parent_uuid":…,"content":…}}. Any thread. */
final class MessageReader {

    private static final String UUID_FIELD = "uuid";
    private static final String PARENT = "parent_uuid";
    private static final String CONTENT = "content";

    private final JsonMapper mapper;

    MessageReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws MessageFormatException if it is neither */
    Envelope read(byte[] message) {
        Envelope envelope = EnvelopeCodec.decode(message);
        return envelope == null ? readOther(message) : envelope;
    }

    private Envelope readOther(byte[] message) {
        JsonNode json = parse(message);
        if (!json.isObject()) {
            throw new MessageFormatException("a message is a JSON object, and not " + article(json));
        }
        if (json.has("flowmon")) {
            try {
                return EnvelopeCodec.read(message);
            } catch (MalformedEnvelopeException malformed) {
                throw new MessageFormatException(String.valueOf(malformed.getMessage()), malformed);
            }
        }
        if (!json.has(UUID_FIELD)) {
            throw new MessageFormatException("it has neither \"flowmon\" nor \"uuid\"");
        }
        return microTracker(json);
    }

    /**
     * Micro-tracker's messages name their parent and not their flow. A root and its children are one flow; a grandchild's
     * root is not known here, and the server joins it by its parent.
     */
    private Envelope microTracker(JsonNode json) {
        UUID id = uuid(json, UUID_FIELD);
        UUID parent = json.path(PARENT).isMissingNode() || json.path(PARENT).isNull() ? null : uuid(json, PARENT);
        JsonNode content = json.get(CONTENT);
        if (content == null) {
            throw new MessageFormatException("it has no \"content\"");
        }
        String flow = (parent == null ? id : parent).toString();
        return new Envelope(flow, id, parent, null, 1, mapper.writeValueAsBytes(content));
    }

    private static UUID uuid(JsonNode json, String field) {
        try {
            return UUID.fromString(json.path(field).asString());
        } catch (RuntimeException notUuid) {
            throw new MessageFormatException("\"" + field + "\" is not a UUID", notUuid);
        }
    }

    private JsonNode parse(byte[] message) {
        try {
            // Digit by digit: content is written again from this.
            return mapper.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(message);
        } catch (JacksonException notJson) {
            throw new MessageFormatException("it is not JSON" + place(notJson.getLocation()), notJson);
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String article(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "empty";
        };
    }
}
