/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A flowmon-server in a JVM of its own, on free ports, with its data in a temporary folder. */
final class ServerProcess {

    private static final Duration START = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 100;

    private final @Nullable Process process;
    private final int port;
    private final Path data;

    private ServerProcess(@Nullable Process process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
    }

    static ServerProcess none() {
        return new ServerProcess(null, 1, Path.of(""));
    }

    static ServerProcess start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("flowmon-benchmark");
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.flowmon.server.FlowmonServer",
                        "--server.port=" + freePort(),
                        "--flowmon.server.zeromq.port=" + port,
                        "--flowmon.server.data=" + data))
                .redirectErrorStream(true)
                .redirectOutput(new File(data.toFile(), "server.log"))
                .start();
        ServerProcess server = new ServerProcess(process, port, data);
        server.awaitListening();
        return server;
    }

    String endpoint() {
        return "tcp://127.0.0.1:" + port;
    }

    void stop() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(ServerProcess::delete);
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        throw new IOException("The server does not listen; its log:\n" + Files.readString(data.resolve("server.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
