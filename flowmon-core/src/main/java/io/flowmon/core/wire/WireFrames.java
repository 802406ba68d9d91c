/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.wire;

import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Heartbeat;
import io.flowmon.core.wire.WireMessage.Rejection;
import io.flowmon.core.wire.WireMessage.Window;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Frames to values and back. */
enum WireFrames {
    BATCH("B1", 5),
    HEARTBEAT("H1", 3),
    ACKNOWLEDGEMENT("A1", 3),
    WINDOW("S1", 3),
    REJECTION("N1", 4);

    private final String name;
    private final int frames;

    WireFrames(String name, int frames) {
        this.name = name;
        this.frames = frames;
    }

    byte[] bytes() {
        return text(name);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static byte[] session(UUID session) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .array();
    }

    static WireMessage parse(List<byte[]> frames) throws WireFormatException {
        if (frames.isEmpty()) {
            throw new WireFormatException("a message without frames");
        }
        WireFrames kind = kind(frames.get(0));
        if (frames.size() != kind.frames) {
            throw new WireFormatException(
                    kind.name + " has " + kind.frames + " frames, this message has " + frames.size());
        }
        UUID session = session(kind, frames.get(1));
        return switch (kind) {
            case BATCH -> batch(session, frames);
            case HEARTBEAT -> new Heartbeat(session, frames.get(2));
            case ACKNOWLEDGEMENT -> new Acknowledgement(session, number(kind, frames.get(2), 0));
            case WINDOW -> new Window(session, number(kind, frames.get(2), 0));
            case REJECTION ->
                new Rejection(
                        session, number(kind, frames.get(2), 1), new String(frames.get(3), StandardCharsets.UTF_8));
        };
    }

    private static Batch batch(UUID session, List<byte[]> frames) throws WireFormatException {
        return new Batch(
                session, number(BATCH, frames.get(2), 1), PayloadEncoding.ofFrame(frames.get(3)), frames.get(4));
    }

    private static WireFrames kind(byte[] frame) throws WireFormatException {
        for (WireFrames kind : values()) {
            if (kind.name.equals(new String(frame, StandardCharsets.ISO_8859_1))) {
                return kind;
            }
        }
        throw new WireFormatException("the first frame names no message of this protocol");
    }

    private static UUID session(WireFrames kind, byte[] frame) throws WireFormatException {
        if (frame.length != 2 * Long.BYTES) {
            throw new WireFormatException(
                    kind.name + ": a session id has " + 2 * Long.BYTES + " bytes, not " + frame.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static long number(WireFrames kind, byte[] frame, long least) throws WireFormatException {
        if (frame.length != Long.BYTES) {
            throw new WireFormatException(kind.name + ": a number has " + Long.BYTES + " bytes, not " + frame.length);
        }
        long number = ByteBuffer.wrap(frame).getLong();
        if (number < least) {
            throw new WireFormatException(kind.name + ": the number " + number + " is less than " + least);
        }
        return number;
    }
}
