/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * One message on the wire. {@link #frames()} and {@link #parse} are each other's inverse.
 *
 * <p>A message of a single frame, the simplest sender's, is no {@code WireMessage}: its one frame is JSON.
 */
public sealed interface WireMessage {

    /** The session that this message is about: a sender's numbering of its batches. */
    UUID session();

    /** The frames to send, in order. */
    List<byte[]> frames();

    /** The same, over this message's own memory: to be sent before the message is answered. */
    default List<ByteBuffer> buffers() {
        return frames().stream().map(ByteBuffer::wrap).toList();
    }

    /**
     * Reads the frames of a message, without the routing id that a ROUTER socket puts in front.
     *
     * @throws WireFormatException if they are no message of this protocol; its message says what is wrong
     */
    static WireMessage parse(List<byte[]> frames) throws WireFormatException {
        return WireFrames.parse(frames);
    }

    /**
     * {@code B1}: events for the server to store.
     *
     * @param number the batch's place in its session, from 1, without gaps
     * @param payload begins with a JSON array of events, in the given encoding
     * @param length how many bytes of the payload these are
     */
    @SuppressWarnings("ArrayRecordComponent") // a payload is handed on, never compared
    record Batch(UUID session, long number, PayloadEncoding encoding, byte[] payload, int length)
            implements WireMessage {

        /** A batch that fills its payload. */
        public Batch(UUID session, long number, PayloadEncoding encoding, byte[] payload) {
            this(session, number, encoding, payload, payload.length);
        }

        @Override
        public List<byte[]> frames() {
            return framesWith(length == payload.length ? payload : Arrays.copyOf(payload, length));
        }

        @Override
        public List<ByteBuffer> buffers() {
            List<ByteBuffer> buffers = new ArrayList<>();
            framesWith(new byte[0]).forEach(frame -> buffers.add(ByteBuffer.wrap(frame)));
            buffers.set(buffers.size() - 1, ByteBuffer.wrap(payload, 0, length).slice());
            return buffers;
        }

        private List<byte[]> framesWith(byte[] content) {
            return List.of(
                    WireFrames.BATCH.bytes(),
                    WireFrames.session(session),
                    WireFrames.number(number),
                    encoding.frame(),
                    content);
        }
    }

    /**
     * {@code H1}: how the sender is doing.
     *
     * @param report a JSON object, see {@link HeartbeatReport}
     */
    @SuppressWarnings("ArrayRecordComponent") // a report is handed on, never compared
    record Heartbeat(UUID session, byte[] report) implements WireMessage {
        @Override
        public List<byte[]> frames() {
            return List.of(WireFrames.HEARTBEAT.bytes(), WireFrames.session(session), report);
        }
    }

    /**
     * {@code A1}: every batch of the session up to {@code number} is stored durably.
     *
     * @param number 0 when none is
     */
    record Acknowledgement(UUID session, long number) implements WireMessage {
        @Override
        public List<byte[]> frames() {
            return List.of(WireFrames.ACKNOWLEDGEMENT.bytes(), WireFrames.session(session), WireFrames.number(number));
        }
    }

    /**
     * {@code S1}: how much may be unacknowledged.
     *
     * @param bytes sum of the payloads; 0 means wait
     */
    record Window(UUID session, long bytes) implements WireMessage {
        @Override
        public List<byte[]> frames() {
            return List.of(WireFrames.WINDOW.bytes(), WireFrames.session(session), WireFrames.number(bytes));
        }
    }

    /** {@code N1}: the batch could not be decoded; it is kept under rejected and must not be sent again. */
    record Rejection(UUID session, long number, String reason) implements WireMessage {
        @Override
        public List<byte[]> frames() {
            return List.of(
                    WireFrames.REJECTION.bytes(),
                    WireFrames.session(session),
                    WireFrames.number(number),
                    WireFrames.text(reason));
        }
    }
}
