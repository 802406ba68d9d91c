/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A flowmon-server in a JVM of its own, on ports and with data that outlive it. */
final class ServerProcess {

    private static final Duration START = Duration.ofMinutes(2);

    /** Off unless a test is about them: they take seconds and a core to start. */
    static final String RULES = "--flowmon.server.rules.enabled=";

    private final int port = FreePorts.next();
    private final int httpPort = FreePorts.next();
    private final Path folder;
    private final List<String> options;
    private @Nullable Process process;

    ServerProcess(Path folder, String... options) {
        this.folder = folder;
        this.options = List.of(options);
    }

    int port() {
        return port;
    }

    int httpPort() {
        return httpPort;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** Starts it, and does not wait. */
    void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Jvm.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.flowmon.server.FlowmonServer",
                "--server.port=" + httpPort,
                "--flowmon.server.zeromq.port=" + port,
                "--flowmon.server.store.memory=256MB",
                "--flowmon.server.data=" + data()));
        if (options.stream().noneMatch(option -> option.startsWith(RULES))) {
            command.add(RULES + "false");
        }
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log().toString())))
                .start();
    }

    void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(isAlive()).as("the server runs; its log is %s", log()).isTrue();
            return listens(port) && listens(httpPort);
        });
    }

    boolean isAlive() {
        Process now = process;
        return now != null && now.isAlive();
    }

    long pid() {
        Process now = process;
        return now == null ? -1 : now.pid();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        Process now = process;
        if (now != null) {
            now.destroyForcibly().waitFor();
        }
    }

    /** SIGTERM. */
    boolean stop() throws InterruptedException {
        Process now = process;
        if (now == null) {
            return true;
        }
        now.destroy();
        return now.waitFor(60, TimeUnit.SECONDS);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
