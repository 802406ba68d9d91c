/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real RabbitMQ of the system's own package (Debian: rabbitmq-server), in a folder and on ports of its own. Where there is
 * none the test is skipped, or fails when the environment requires one.
 */
final class TestRabbit implements AutoCloseable {

    private static final String REQUIRED = "FLOWMON_REQUIRE_RABBITMQ";
    private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final int namesPort;
    private final int clusterPort;
    private @Nullable Process names;
    private @Nullable Process broker;

    private TestRabbit(Path folder) throws IOException {
        this.folder = folder;
        this.port = TestRedis.freePort();
        this.namesPort = TestRedis.freePort();
        this.clusterPort = TestRedis.freePort();
    }

    /** Starts one, whose files are in {@code folder}. */
    static TestRabbit start(Path folder) throws IOException {
        requirePackage();
        TestRabbit rabbit = new TestRabbit(folder);
        Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        // Its own registry of names: the one that Erlang starts by itself would outlive the broker.
        rabbit.names = rabbit.run("epmd", List.of(onPath("epmd"), "-address", "127.0.0.1"));
        rabbit.startBroker();
        return rabbit;
    }

    void startBroker() throws IOException {
        Process started =
                run("broker", List.of(PROGRAMS.resolve("rabbitmq-server").toString()));
        broker = started;
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                assertThat(started.isAlive()).as("RabbitMQ ended: " + log()).isTrue();
                return answers();
            });
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    void stopBroker() {
        end(broker);
    }

    /** Runs one of its own commands. */
    void control(String... arguments) throws IOException, InterruptedException {
        Process control = run(
                "control",
                Stream.concat(Stream.of(PROGRAMS.resolve("rabbitmqctl").toString()), Stream.of(arguments))
                        .toList());
        assertThat(control.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(control.exitValue())
                .as(Files.readString(folder.resolve("control.log")))
                .isZero();
    }

    int port() {
        return port;
    }

    String uri() {
        return "amqp://127.0.0.1:" + port;
    }

    Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        return factory.newConnection("test");
    }

    @Override
    public void close() {
        end(broker);
        end(names);
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isOpen();
        } catch (IOException | TimeoutException notYet) {
            return false;
        }
    }

    private Process run(String name, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        String home = folder.toString();
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", home),
                        Map.entry("ERL_EPMD_PORT", String.valueOf(namesPort)),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODENAME", "flowmon" + port + "@localhost"),
                        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(clusterPort)),
                        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                        Map.entry("RABBITMQ_MNESIA_BASE", home),
                        Map.entry("RABBITMQ_LOG_BASE", home),
                        Map.entry("RABBITMQ_LOGS", "-"),
                        Map.entry("RABBITMQ_PID_FILE", home + "/rabbit.pid"),
                        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home + "/enabled_plugins"),
                        Map.entry("RABBITMQ_CONFIG_FILE", home + "/rabbitmq.conf"),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", home + "/rabbitmq-env.conf")));
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("broker.log"));
    }

    private static void end(@Nullable Process process) {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void requirePackage() {
        boolean there = Files.isExecutable(PROGRAMS.resolve("rabbitmq-server"))
                && !onPath("epmd").isEmpty();
        String message =
                "No RabbitMQ in " + PROGRAMS + " (Debian: apt-get install rabbitmq-server): it was not tested.";
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            assertThat(there)
                    .as(message + " " + REQUIRED + "=true asks for it.")
                    .isTrue();
        }
        assumeTrue(there, message);
    }

    private static String onPath(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }
}
