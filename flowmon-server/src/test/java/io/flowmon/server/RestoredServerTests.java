/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.FreePorts;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.Spool;
import io.flowmon.core.spool.FileSpool;
import io.flowmon.core.zeromq.ZeroMqTransport;
import io.flowmon.server.command.Commands;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.FlowStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Senders that live on while their server comes back with older data than it acknowledged. */
class RestoredServerTests {

    private static final int PHASE = 50;

    @TempDir
    Path folder;

    @Test
    void senders_ofARestoredServer_goOnAndNothingIsStuckOrDoubled() throws Exception {
        int port = FreePorts.next();
        EventSender plain = sender("plain", port, null);
        EventSender spooling =
                sender("spooling", port, new FileSpool(folder.resolve("spool"), "test", 1 << 28, Spool.GiveUp.OLDEST));
        List<EventSender> senders = List.of(plain, spooling);

        ConfigurableApplicationContext server = server("data", port);
        publish(senders, 0);
        awaitAcknowledged(senders, PHASE);
        post(server, "in-backup");
        Path backup = backup(server);
        publish(senders, PHASE);
        awaitAcknowledged(senders, 2 * PHASE);
        post(server, "after-backup");
        server.close();
        publish(senders, 2 * PHASE);

        assertThat(Commands.run(
                        "restore",
                        backup.toString(),
                        "--data",
                        folder.resolve("restored").toString()))
                .isZero();
        server = server("restored", port);
        publish(senders, 3 * PHASE);
        awaitAcknowledged(senders, 4 * PHASE);
        post(server, "in-backup");
        post(server, "after-backup");

        FlowStore flows = server.getBean(FlowStore.class);
        for (String name : List.of("plain", "spooling")) {
            assertThat(flows.events(name, null, 10_000).items())
                    .extracting(StoredEvent::endpoint)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(endpoints(0, PHASE), endpoints(2 * PHASE, 4 * PHASE))
                                    .toList());
        }
        assertThat(flows.eventCount("in-backup")).isEqualTo(1);
        assertThat(flows.eventCount("after-backup")).isEqualTo(1);
        senders.forEach(sender -> {
            assertThat(sender.statistics().dropped()).isEmpty();
            assertThat(sender.statistics().unspooled()).isZero();
            sender.close();
        });
        server.close();
    }

    private static Stream<String> endpoints(int from, int to) {
        return IntStream.range(from, to).mapToObj(RestoredServerTests::endpoint);
    }

    private static String endpoint(int number) {
        return "STEP " + number;
    }

    private static void publish(List<EventSender> senders, int from) {
        for (int i = from; i < from + PHASE; i++) {
            for (int s = 0; s < senders.size(); s++) {
                String flow = s == 0 ? "plain" : "spooling";
                senders.get(s)
                        .publish(Event.builder(flow, Instant.now(), endpoint(i), "test", Role.INTERNAL)
                                .build());
            }
        }
    }

    private static void awaitAcknowledged(List<EventSender> senders, long count) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(senders)
                .allSatisfy(
                        sender -> assertThat(sender.statistics().acknowledged()).isEqualTo(count)));
    }

    private static EventSender sender(String name, int port, @Nullable Spool spool) {
        ModuleIdentity module = new ModuleIdentity(name, name);
        SenderSettings settings = new SenderSettings(
                20_000,
                32L << 20,
                7,
                512 << 10,
                4L << 20,
                false,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                Duration.ofSeconds(5));
        EventSender sender = new EventSender(
                module,
                new EventEncoder(module, new Masker(MaskingRules.defaults()))::encode,
                new ZeroMqTransport("tcp://127.0.0.1:" + port),
                spool,
                settings);
        sender.start();
        return sender;
    }

    private ConfigurableApplicationContext server(String data, int port) {
        return new SpringApplication(FlowmonServer.class)
                .run(
                        "--server.port=0",
                        "--flowmon.server.zeromq.port=" + port,
                        "--flowmon.server.data=" + folder.resolve(data),
                        "--flowmon.server.backup.folder=" + folder.resolve("backups"));
    }

    private Path backup(ConfigurableApplicationContext server) throws IOException {
        assertThat(Commands.run("backup", "--server", address(server))).isZero();
        try (Stream<Path> backups = Files.list(folder.resolve("backups"))) {
            return backups.findAny().orElseThrow();
        }
    }

    /** The same request each time, as a client repeats it that had no answer. */
    private static void post(ConfigurableApplicationContext server, String flow) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(server) + "/api/events"))
                .header("Idempotency-Key", flow)
                .POST(HttpRequest.BodyPublishers.ofString("{\"correlation_id\":\"" + flow
                        + "\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"module_type\":\"script\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    private static String address(ConfigurableApplicationContext server) {
        return "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
    }
}
