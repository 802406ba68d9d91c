/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;

/** Reads the events of one payload, one after the other. A wrong event is noted and read to its end all the same. */
final class EventReader {

    private static final int MAX_EVENT_BYTES = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final JsonStringEncoder QUOTER = JsonStringEncoder.getInstance();

    private final JsonParser parser;
    private final byte[] payload;
    private final List<IncomingEvent> events;
    private final List<RejectedEvent> rejected;
    private final BooleanSupplier keepsSealed;
    private EventDraft draft = new EventDraft();

    EventReader(
            JsonParser parser,
            byte[] payload,
            List<IncomingEvent> events,
            List<RejectedEvent> rejected,
            BooleanSupplier keepsSealed) {
        this.parser = parser;
        this.payload = payload;
        this.events = events;
        this.rejected = rejected;
        this.keepsSealed = keepsSealed;
    }

    /** Reads the value at which the parser stands. */
    void readElement() {
        draft = new EventDraft();
        int start = tokenStart();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                readField(name);
            }
        } else {
            skipValue();
            draft.reject("an event is a JSON object");
        }
        finish(start, tokenEnd());
    }

    private void finish(int start, int end) {
        if (end - start > MAX_EVENT_BYTES) {
            draft.reject("an event has at most " + MAX_EVENT_BYTES + " bytes, this one has " + (end - start));
        }
        IncomingEvent event = draft.complete(keepsSealed);
        if (event == null) {
            int index = events.size() + rejected.size();
            rejected.add(new RejectedEvent(index, draft.reason(), FirstBytes.of(payload, start, end)));
        } else {
            events.add(event);
        }
    }

    private void readField(String name) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "event_id" -> draft.eventId = draft.uuid(name, text(name));
            case "correlation_id" -> draft.correlationId = text(name);
            case "timestamp" -> draft.timestamp = draft.time(name, text(name));
            case "module_type" -> draft.moduleType = text(name);
            case "module_id" -> draft.moduleId = text(name);
            case "endpoint" -> draft.endpoint = text(name);
            case "message_type" -> draft.messageType = text(name);
            case "role" -> draft.role = text(name);
            case "action_id" -> draft.actionId = draft.uuid(name, text(name));
            case "message_id" -> draft.messageId = draft.uuid(name, text(name));
            case "parent_message_id" -> draft.parentMessageId = draft.uuid(name, text(name));
            case "begin_timestamp" -> draft.beginTimestamp = draft.time(name, text(name));
            case "end_timestamp" -> draft.endTimestamp = draft.time(name, text(name));
            case "elapsed_time" -> draft.elapsedSeconds = number(name);
            case "outcome" -> draft.outcome = text(name);
            case "error" -> readError();
            case "service_params" -> draft.serviceParams = object(name);
            case "headers" -> draft.headers = object(name);
            case "result" -> draft.result = rawValue();
            case "business_keys" -> readBusinessKeys();
            case "peer" -> draft.peer = text(name);
            case "consumer_group" -> draft.consumerGroup = text(name);
            case "redelivered" -> draft.redelivered = bool(name);
            case "sample_rate" -> draft.sampleRate = number(name);
            case "trace_id" -> draft.traceId = text(name);
            case "span_id" -> draft.spanId = text(name);
            case "sealed" -> draft.sealed = rawValue();
            default -> draft.other(name, rawValue());
        }
    }

    private void readError() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrongType("error", "an object");
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING && name.equals("type")) {
                draft.errorType = parser.getString();
            } else if (token == JsonToken.VALUE_STRING && name.equals("message")) {
                draft.errorMessage = parser.getString();
            } else if (token != JsonToken.VALUE_NULL) {
                draft.other("error." + name, rawValue());
            }
        }
    }

    private void readBusinessKeys() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrongType("business_keys", "an object of strings");
            return;
        }
        StringBuilder keys = new StringBuilder("{");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                wrongType("business_keys", "an object of strings");
                continue;
            }
            appendQuoted(keys.append(keys.length() == 1 ? "" : ","), name).append(':');
            appendQuoted(keys, parser.getString());
        }
        draft.businessKeys = keys.length() == 1 ? null : keys.append('}').toString();
    }

    static StringBuilder appendQuoted(StringBuilder to, String text) {
        to.append('"');
        QUOTER.quoteAsString(text, to);
        return to.append('"');
    }

    private @Nullable String text(String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            wrongType(name, "a string");
            return null;
        }
        return parser.getString();
    }

    private @Nullable Double number(String name) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            wrongType(name, "a number");
            return null;
        }
        if (parser.getStringLength() > MAX_NUMBER_LENGTH) {
            draft.reject(name + " has too many digits");
            return null;
        }
        return parser.getDoubleValue();
    }

    private boolean bool(String name) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            wrongType(name, "true or false");
            return false;
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private @Nullable String object(String name) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrongType(name, "an object");
            return null;
        }
        return rawValue();
    }

    private void wrongType(String name, String expected) {
        skipValue();
        draft.reject(name + " must be " + expected);
    }

    private String rawValue() {
        int start = tokenStart();
        skipValue();
        return new String(payload, start, tokenEnd() - start, StandardCharsets.UTF_8);
    }

    /** Goes to the last token of the value at which the parser stands, looking at what could be too much to read back. */
    private void skipValue() {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                depth++;
                if (depth > MAX_DEPTH) {
                    draft.reject("more than " + MAX_DEPTH + " levels deep");
                }
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token.isNumeric() && parser.getStringLength() > MAX_NUMBER_LENGTH) {
                draft.reject("a number has more than " + MAX_NUMBER_LENGTH + " digits");
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private int tokenStart() {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private int tokenEnd() {
        parser.finishToken();
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }
}
