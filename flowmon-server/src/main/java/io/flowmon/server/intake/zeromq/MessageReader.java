/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.WireFormatException;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.intake.DecodedEvents;
import io.flowmon.server.intake.EventDecoder;
import io.flowmon.server.intake.FirstBytes;
import io.flowmon.server.intake.UndecodableException;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.WirePosition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Makes sense of the frames of one message. */
final class MessageReader {

    static final String SOURCE = "zeromq";
    private static final int BATCH_FRAMES = 5;
    private static final int ENCODING_FRAME = 3;

    private final EventDecoder decoder;
    private final int maxPayload;

    MessageReader(EventDecoder decoder, int maxPayload) {
        this.decoder = decoder;
        this.maxPayload = maxPayload;
    }

    /**
     * Reads a message.
     *
     * @throws WireFormatException if it is none that a sender sends
     */
    Received read(List<byte[]> frames, Instant now) throws WireFormatException {
        if (frames.size() == 1) {
            return decode(frames.get(0), null, now, frames.get(0).length);
        }
        WireMessage message;
        try {
            message = WireMessage.parse(frames);
        } catch (WireFormatException unreadable) {
            return refuseBatch(frames, unreadable, now);
        }
        if (message instanceof WireMessage.Batch batch) {
            return read(batch, now);
        }
        if (message instanceof WireMessage.Heartbeat heartbeat) {
            return new Received.Report(heartbeat.session(), HeartbeatReport.ofJson(heartbeat.report()));
        }
        throw new WireFormatException("a message that only the server sends");
    }

    private Received read(WireMessage.Batch batch, Instant now) {
        WirePosition position = new WirePosition(batch.session(), batch.number());
        byte[] payload = batch.payload();
        try {
            byte[] json =
                    switch (batch.encoding()) {
                        case JSON -> payload;
                        case JSON_GZIP -> inflate(payload);
                    };
            return decode(json, position, now, json.length);
        } catch (UndecodableException notGzip) {
            return undecodable(payload, notGzip.reason(), position, now);
        }
    }

    /** A batch whose encoding is unknown still has a place in its session, which must not wait for it for ever. */
    private static Received refuseBatch(List<byte[]> frames, WireFormatException why, Instant now)
            throws WireFormatException {
        if (frames.size() != BATCH_FRAMES) {
            throw why;
        }
        List<byte[]> readable = new ArrayList<>(frames);
        readable.set(ENCODING_FRAME, "json".getBytes(StandardCharsets.US_ASCII));
        if (!(WireMessage.parse(readable) instanceof WireMessage.Batch batch)) {
            throw why;
        }
        return undecodable(
                batch.payload(),
                String.valueOf(why.getMessage()),
                new WirePosition(batch.session(), batch.number()),
                now);
    }

    private Received decode(byte[] json, @Nullable WirePosition position, Instant now, long bytes) {
        try {
            DecodedEvents decoded = decoder.decode(json);
            return new Received.Batch(
                    new EventBatch(now, SOURCE, decoded.events(), decoded.rejected(), position, null, bytes), null);
        } catch (UndecodableException notJson) {
            return undecodable(json, notJson.reason(), position, now);
        }
    }

    private static Received undecodable(byte[] payload, String reason, @Nullable WirePosition position, Instant now) {
        RejectedEvent rejected = new RejectedEvent(0, reason, FirstBytes.of(payload));
        return new Received.Batch(
                new EventBatch(now, SOURCE, List.of(), List.of(rejected), position, null, payload.length, true),
                reason);
    }

    private byte[] inflate(byte[] payload) throws UndecodableException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            byte[] inflated = gzip.readNBytes(maxPayload + 1);
            if (inflated.length > maxPayload) {
                throw new UndecodableException("inflates to more than " + maxPayload + " bytes");
            }
            return inflated;
        } catch (IOException notGzip) {
            throw new UndecodableException("not gzip: " + notGzip.getMessage());
        }
    }
}
