/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real RabbitMQ: the machine's own (Debian's package {@code rabbitmq-server}), as a process with ports, a name and a folder
 * of its own, which knows nothing of a service that may run beside it. For tests; not thread-safe.
 */
public final class RabbitBroker implements AutoCloseable {

    private static final String REQUIRED = "FLOWMON_REQUIRE_RABBITMQ";

    /** Not those on the path: Debian's change to the service's user and to its folders. */
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/lib/rabbitmq/bin"), Path.of("/opt/homebrew/sbin"));

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 15;

    private final Path programs;
    private final Path folder;
    private final int port = FreePorts.next();
    private final int namesPort = FreePorts.next();
    private final int clusterPort = FreePorts.next();
    private final Process names;
    private @Nullable Process broker;

    private RabbitBroker(Path programs, Path folder) throws IOException {
        this.programs = programs;
        this.folder = folder;
        Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        // A registry of names of its own: the one that Erlang starts by itself would outlive the broker.
        this.names = run("epmd", List.of("epmd", "-address", "127.0.0.1", "-port", Integer.toString(namesPort)));
    }

    /**
     * Starts one, whose files are in {@code folder}. Where there is no RabbitMQ the test is skipped and says so, or fails when
     * the environment has {@code FLOWMON_REQUIRE_RABBITMQ=true}.
     */
    public static RabbitBroker start(Path folder) throws IOException, InterruptedException {
        Optional<Path> programs = PROGRAMS.stream()
                .filter(place -> Files.isExecutable(place.resolve("rabbitmq-server")))
                .findFirst();
        String message = "No RabbitMQ on this machine (looked in " + PROGRAMS
                + "; Debian: apt-get install rabbitmq-server): nothing was tested with it.";
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            Assertions.assertTrue(programs.isPresent(), message + " " + REQUIRED + "=true asks for it.");
        }
        Assumptions.assumeTrue(programs.isPresent(), message);
        RabbitBroker started = new RabbitBroker(programs.orElseThrow(), folder);
        try {
            started.startBroker();
        } catch (IOException | RuntimeException failure) {
            started.close();
            throw failure;
        }
        return started;
    }

    /** Starts it again on the same port, with what it kept. Returns once it answers. */
    public void startBroker() throws IOException, InterruptedException {
        Process started =
                run("broker", List.of(programs.resolve("rabbitmq-server").toString()));
        broker = started;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "RabbitMQ did not start: " + Files.readString(folder.resolve("broker.log")));
            }
            started.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends it at once, as a crash would. */
    public void stopBroker() {
        Process running = broker;
        if (running != null) {
            end(running);
        }
    }

    /** Runs one of its own commands, such as {@code list_queues}; what it printed. */
    public String control(String... arguments) throws IOException, InterruptedException {
        Process control = run(
                "control",
                Stream.concat(Stream.of(programs.resolve("rabbitmqctl").toString()), Stream.of(arguments))
                        .toList());
        boolean ended = control.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String printed = Files.readString(folder.resolve("control.log"));
        if (!ended || control.exitValue() != 0) {
            throw new IllegalStateException("rabbitmqctl failed: " + printed);
        }
        return printed;
    }

    /** Where clients connect to, on 127.0.0.1, as the user {@code guest}. */
    public int port() {
        return port;
    }

    /** The same, as {@code amqp://…}. */
    public String uri() {
        return "amqp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stopBroker();
        end(names);
    }

    /** The port is opened last. */
    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private Process run(String name, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("RABBITMQ_"));
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("ERL_EPMD_PORT", Integer.toString(namesPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "flowmon" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(clusterPort)),
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none"),
                Map.entry("RABBITMQ_MNESIA_BASE", place("data")),
                Map.entry("RABBITMQ_LOG_BASE", place("log")),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_PID_FILE", place("pid")),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", place("enabled_plugins")),
                Map.entry("RABBITMQ_CONFIG_FILE", place("none")),
                Map.entry("RABBITMQ_ADVANCED_CONFIG_FILE", place("none")),
                Map.entry("RABBITMQ_GENERATED_CONFIG_DIR", place("generated")),
                Map.entry("RABBITMQ_CONF_ENV_FILE", place("none")));
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
