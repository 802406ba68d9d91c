/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Somebody who speaks ZMTP 3.0 byte by byte, and may stop anywhere. */
final class RawPeer implements AutoCloseable {

    static final int MORE = 1;
    private static final int LARGE = 2;
    private static final int COMMAND = 4;
    private static final int GREETING = 64;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;

    RawPeer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** The greeting's first bytes, and no more. */
    RawPeer halfGreeting() throws IOException {
        write(Arrays.copyOf(greeting(), 12));
        return this;
    }

    RawPeer handshake() throws IOException {
        write(greeting());
        socket.getInputStream().readNBytes(GREETING);
        ByteArrayOutputStream ready = new ByteArrayOutputStream();
        ready.writeBytes("\u0005READY\u000bSocket-Type".getBytes(StandardCharsets.US_ASCII));
        ready.writeBytes(new byte[] {0, 0, 0, 6});
        ready.writeBytes("DEALER".getBytes(StandardCharsets.US_ASCII));
        write(new byte[] {COMMAND, (byte) ready.size()});
        write(ready.toByteArray());
        return this;
    }

    /** Says how long the next frame is. */
    RawPeer announce(long bytes, int flags) throws IOException {
        write(ByteBuffer.allocate(9).put((byte) (LARGE | flags)).putLong(bytes).array());
        return this;
    }

    RawPeer frame(byte[] content, int flags) throws IOException {
        return announce(content.length, flags).write(content);
    }

    RawPeer write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Reads until the server closes the connection; fails if it does not. */
    void awaitEnd() throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // that is an end, too
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] greeting() {
        byte[] greeting = new byte[GREETING];
        greeting[0] = (byte) 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        return greeting;
    }
}
