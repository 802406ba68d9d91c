/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Talks HTTP/1.1 over a bare socket, so that a test sees every byte of an answer. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** Sends {@code head} (lines, without the empty one) and {@code body}; returns all bytes until the server closes. */
    public String exchange(String head, String body) {
        try (Socket socket = open()) {
            send(socket, head, body);
            return readAll(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects; the test reads, or goes away, by itself. */
    public Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    public void send(Socket socket, String head, String body) throws IOException {
        StringBuilder request = new StringBuilder(head.strip().replace("\n", "\r\n"))
                .append("\r\nHost: localhost\r\nConnection: close\r\n");
        if (!body.isEmpty() && !head.contains("Transfer-Encoding")) {
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.ISO_8859_1).length)
                    .append("\r\n");
        }
        request.append("\r\n").append(body);
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String readAll(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            input.transferTo(bytes);
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "The server did not close; so far: " + bytes.toString(StandardCharsets.ISO_8859_1), e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
