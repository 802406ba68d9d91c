/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Records every byte of the requests that it gets, one a connection, and answers by the path. */
final class RecordingHttpServer implements AutoCloseable {

    static final String ANSWER = "{\"answer\":42}";

    private static final String CUT = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nF\r\n{";
    private static final byte[] ANSWER_BYTES = ANSWER.getBytes(StandardCharsets.ISO_8859_1);
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    RecordingHttpServer() throws IOException {
        threads.execute(this::accept);
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The requests so far, raw. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    String lastRequest() {
        return requests.get(requests.size() - 1);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream input = new BufferedInputStream(connection.getInputStream());
            String request = read(input);
            requests.add(request);
            if (request.contains(" /silent")) {
                awaitEnd(input);
                return;
            }
            connection.getOutputStream().write(answer(request));
            connection.getOutputStream().flush();
        } catch (IOException clientWentAway) {
            // its test sees what came of it
        }
    }

    private byte[] answer(String request) throws IOException {
        String path = request.split(" ", 3)[1].split("\\?", 2)[0];
        boolean again = !paths.add(path);
        return switch (path) {
            case "/fails" -> answer("503 Unavailable", "", ANSWER_BYTES);
            case "/missing" -> answer("404 Not Found", "", ANSWER_BYTES);
            case "/flaky" -> answer(again ? "200 OK" : "503 Unavailable", "", ANSWER_BYTES);
            case "/redirect" -> answer("302 Found", "Location: " + url() + "/target\r\n", new byte[0]);
            case "/gzip" -> answer("200 OK", "Content-Encoding: gzip\r\n", gzip());
            case "/cut" -> CUT.getBytes(StandardCharsets.ISO_8859_1);
            default -> answer("200 OK", "", ANSWER_BYTES);
        };
    }

    private static byte[] answer(String status, String headers, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        answer.write(head.getBytes(StandardCharsets.ISO_8859_1));
        answer.write(body);
        return answer.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(ANSWER_BYTES);
        }
        return zipped.toByteArray();
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException clientHadEnough) {
            // that is what was waited for
        }
    }

    private static String read(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            next(input, bytes);
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            do { // the head may end like the last chunk: an id is a header's value
                next(input, bytes);
            } while (bytes.size() < head.length() + LAST_CHUNK.length()
                    || !bytes.toString(StandardCharsets.ISO_8859_1).endsWith(LAST_CHUNK));
        }
        for (int left = contentLength(head); left > 0; left--) {
            next(input, bytes);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void next(InputStream input, ByteArrayOutputStream bytes) throws IOException {
        int b = input.read();
        if (b < 0) {
            throw new IOException("The client went away; so far: " + bytes);
        }
        bytes.write(b);
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
