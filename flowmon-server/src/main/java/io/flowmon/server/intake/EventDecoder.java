/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns JSON into events, completes what the contract lets a sender leave out, and tells what is wrong with the rest.
 *
 * <p>Any thread. Reads tokens, builds no tree, and keeps the JSON parts of an event as the text that arrived. What a
 * hostile payload can cost is bounded: by the limits on one event, which reject that event alone, and by the parser's
 * own, which fail the payload as a whole.
 */
public final class EventDecoder {

    /** Each costs some hundred bytes of memory however short it is. */
    static final int MOST_EVENTS = 50_000;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    private final BooleanSupplier keepsSealed;

    /** Keeps no sealed original. */
    public EventDecoder() {
        this(() -> false);
    }

    /** @param keepsSealed asked for each sealed original that comes in, whether it is kept */
    public EventDecoder(BooleanSupplier keepsSealed) {
        this.keepsSealed = keepsSealed;
    }

    /**
     * Decodes events, arrays of events, or both one after the other.
     *
     * @throws UndecodableException if this is not JSON
     */
    public DecodedEvents decode(byte[] payload) throws UndecodableException {
        requireUtf8Bytes(payload);
        try {
            return read(payload);
        } catch (StreamReadException notJson) {
            byte[] repaired = new String(payload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(repaired, payload)) {
                throw undecodable(notJson);
            }
            return decode(repaired);
        } catch (JacksonException notJson) {
            throw undecodable(notJson);
        }
    }

    /**
     * Decodes newline-delimited JSON. A line that is not JSON is rejected alone.
     *
     * @throws UndecodableException if no line is JSON
     */
    public DecodedEvents decodeLines(byte[] payload) throws UndecodableException {
        List<IncomingEvent> events = new ArrayList<>();
        List<RejectedEvent> rejected = new ArrayList<>();
        UndecodableException lastFailure = new UndecodableException("there is nothing in it");
        int index = 0;
        boolean anyJson = false;
        for (int start = 0; start < payload.length; ) {
            int end = endOfLine(payload, start);
            byte[] line = Arrays.copyOfRange(payload, start, end);
            start = end + 1;
            if (isBlank(line)) {
                continue;
            }
            try {
                index = addAll(decode(line), index, events, rejected);
                anyJson = true;
            } catch (UndecodableException notJson) {
                lastFailure = notJson;
                rejected.add(new RejectedEvent(index++, notJson.reason(), FirstBytes.of(line)));
            }
            requireNotTooMany(events, rejected);
        }
        if (!anyJson) {
            throw lastFailure;
        }
        return new DecodedEvents(events, rejected);
    }

    private static int addAll(DecodedEvents line, int index, List<IncomingEvent> events, List<RejectedEvent> rejected) {
        events.addAll(line.events());
        for (RejectedEvent one : line.rejected()) {
            rejected.add(new RejectedEvent(index + one.index(), one.reason(), one.firstBytes()));
        }
        return index + line.events().size() + line.rejected().size();
    }

    private DecodedEvents read(byte[] payload) throws UndecodableException {
        List<IncomingEvent> events = new ArrayList<>();
        List<RejectedEvent> rejected = new ArrayList<>();
        boolean empty = true;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), payload)) {
            EventReader reader = new EventReader(parser, payload, events, rejected, keepsSealed);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                empty = false;
                if (token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        reader.readElement();
                        requireNotTooMany(events, rejected);
                    }
                } else {
                    reader.readElement();
                    requireNotTooMany(events, rejected);
                }
            }
        }
        if (empty) {
            throw new UndecodableException("there is nothing in it");
        }
        return new DecodedEvents(events, rejected);
    }

    private static void requireNotTooMany(List<IncomingEvent> events, List<RejectedEvent> rejected)
            throws UndecodableException {
        if (events.size() + rejected.size() > MOST_EVENTS) {
            throw new UndecodableException("more than " + MOST_EVENTS + " events at once");
        }
    }

    /** The parser would recognise UTF-16 and UTF-32 and then count characters, where bytes are needed. */
    private static void requireUtf8Bytes(byte[] payload) throws UndecodableException {
        for (int i = 0; i < Math.min(4, payload.length); i++) {
            int b = payload[i] & 0xFF;
            if (b == 0 || b >= 0xFE) {
                throw new UndecodableException("not JSON in UTF-8");
            }
        }
    }

    private static UndecodableException undecodable(JacksonException cause) {
        String where = cause.getLocation() == null
                ? ""
                : " at byte " + cause.getLocation().getByteOffset();
        return new UndecodableException("not JSON" + where + ": " + FirstBytes.shorten(cause.getOriginalMessage()));
    }

    private static int endOfLine(byte[] payload, int start) {
        int end = start;
        while (end < payload.length && payload[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }
}
