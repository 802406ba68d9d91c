/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A real RabbitMQ for the whole test run: the machine's own, as a process of its own with its own ports, name and folders,
 * which knows nothing of a service that may run beside it.
 */
public final class RabbitMqServer {

    private static final String REQUIRED = "FLOWMON_REQUIRE_RABBITMQ";

    /** Not that on the PATH: Debian's changes to the service's user and to its folders. */
    private static final List<Path> SCRIPTS =
            List.of(Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"), Path.of("/opt/homebrew/sbin/rabbitmq-server"));

    private static final Duration START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 15;
    private static @Nullable RabbitMqServer started;

    private final int port;
    private final Path folder;
    private final Process epmd;
    private final Process broker;

    private RabbitMqServer(Path script) throws IOException {
        port = EmbeddedRedis.freePort();
        folder = Files.createTempDirectory("flowmon-rabbitmq");
        Files.writeString(folder.resolve("plugins"), "[].");
        Map<String, String> environment = environment();
        epmd = process(
                List.of("epmd", "-address", "127.0.0.1", "-port", environment.get("ERL_EPMD_PORT")), environment);
        broker = process(List.of(script.toString()), environment);
    }

    /** The port. Where there is no RabbitMQ the test is skipped, or fails when the environment requires one. */
    public static synchronized int port() {
        if (started == null) {
            started = start(script());
        }
        return started.port;
    }

    private static Path script() {
        Optional<Path> found = SCRIPTS.stream().filter(Files::isExecutable).findFirst();
        String message = "No RabbitMQ on this machine (looked for " + SCRIPTS + "): nothing was tested with a broker.";
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            assertThat(found)
                    .as(message + " " + REQUIRED + "=true asks for it.")
                    .isPresent();
        }
        assumeTrue(found.isPresent(), message);
        return found.orElseThrow();
    }

    private static RabbitMqServer start(Path script) {
        try {
            RabbitMqServer server = new RabbitMqServer(script);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            Awaitility.await()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(server::answers);
            return server;
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }

    /** The port is opened last. */
    private boolean answers() {
        if (!broker.isAlive()) {
            throw new IllegalStateException("RabbitMQ did not start: see " + log());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("ERL_EPMD_PORT", Integer.toString(EmbeddedRedis.freePort()));
        environment.put("RABBITMQ_NODENAME", "flowmon" + port + "@localhost");
        environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(EmbeddedRedis.freePort()));
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none");
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString());
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString());
        environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("none").toString());
        environment.put(
                "RABBITMQ_GENERATED_CONFIG_DIR", folder.resolve("generated").toString());
        return environment;
    }

    private Process process(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RABBITMQ_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path log() {
        return folder.resolve("out.log");
    }

    private void stop() {
        try (Stream<ProcessHandle> children = broker.descendants()) {
            List<ProcessHandle> own = children.toList();
            broker.destroy();
            if (!broker.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                own.forEach(ProcessHandle::destroyForcibly);
                broker.destroyForcibly();
            }
            epmd.destroy();
            FileSystemUtils.deleteRecursively(folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException staysBehind) {
            throw new UncheckedIOException(staysBehind);
        }
    }
}
