/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Events;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.SenderState;
import io.flowmon.core.sender.SenderStatistics;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sender against a real ROUTER socket that fails in every way that a server can. */
class ZeroMqDeliveryTests {

    /** A handshake of JeroMQ may hang, and is given up after 2 s. */
    private static final Duration LONGER_THAN_A_HANDSHAKE = Duration.ofSeconds(10);

    private static final ModuleIdentity MODULE = new ModuleIdentity("orders", "orders_host_1");

    private final RouterServer server = new RouterServer();
    private final List<EventSender> senders = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        senders.forEach(EventSender::close);
        server.stop();
    }

    @Test
    void publish_withTheServerThere_isStoredOnceInOrderAndAcknowledged() throws InterruptedException {
        EventSender sender = sender(server.start().endpoint());

        List<String> names = publish(sender, 0, 5_000);

        await().untilAsserted(
                        () -> assertThat(sender.statistics().acknowledged()).isEqualTo(5_000));
        assertThat(server.stored()).isEqualTo(names);
        assertThat(sender.statistics())
                .isEqualTo(new SenderStatistics(
                        SenderState.CONNECTED, true, 5_000, 0, 0, 0, 0, 0, 0, 0, 5_000, Map.of(), null));
    }

    @Test
    void publish_beforeTheServerIsThere_isDeliveredWhenItComes() throws InterruptedException {
        String endpoint = server.start().endpoint();
        server.stop();
        EventSender sender = sender(endpoint);
        List<String> names = publish(sender, 0, 100);
        await().until(() -> sender.statistics().inFlight() == 100);
        assertThat(sender.statistics().acknowledged()).isZero();

        server.start();

        await().untilAsserted(() -> assertThat(server.stored()).isEqualTo(names));
    }

    @Test
    void publish_whileTheServerIsGoneForAWhile_isStoredOnce() throws InterruptedException {
        EventSender sender = sender(server.start().endpoint());
        List<String> names = publish(sender, 0, 100);
        await().until(() -> sender.statistics().acknowledged() == 100);

        server.stop();
        names.addAll(publish(sender, 100, 300));
        server.start();
        names.addAll(publish(sender, 300, 400));

        await().untilAsserted(
                        () -> assertThat(sender.statistics().acknowledged()).isEqualTo(400));
        assertThat(server.stored()).isEqualTo(names);
    }

    @Test
    void publish_whenAnAcknowledgementIsLost_isNotStoredTwice() throws InterruptedException {
        AtomicBoolean quiet = new AtomicBoolean(true);
        server.keepingQuietOn(acknowledgement -> quiet.get());
        EventSender sender = sender(server.start().endpoint());
        List<String> names = publish(sender, 0, 100);
        await().untilAsserted(() -> assertThat(server.stored()).isEqualTo(names));
        assertThat(sender.statistics().acknowledged()).isZero();

        quiet.set(false);

        await().until(() -> sender.statistics().acknowledged() == 100);
        assertThat(server.stored()).isEqualTo(names);
    }

    @Test
    void publish_whenABatchIsLostOnTheWay_fillsTheGap() throws InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        server.losing(batch -> batch.number() == 2 && seen.incrementAndGet() == 1);
        EventSender sender = sender(server.start().endpoint());
        List<String> names = publish(sender, 0, 1_000);

        await().untilAsserted(() -> assertThat(server.stored()).isEqualTo(names));
        assertThat(seen).hasValueGreaterThan(1);
        await().until(() -> sender.statistics().acknowledged() == 1_000);
    }

    @Test
    void publish_whenTheServerForgotTheSession_goesOnInANewOne() throws InterruptedException {
        EventSender sender = sender(server.start().endpoint());
        List<String> names = publish(sender, 0, 10);
        await().until(() -> sender.statistics().acknowledged() == 10);

        server.stop();
        server.forgetSessions();
        server.start();
        names.addAll(publish(sender, 10, 20));

        await().untilAsserted(() -> assertThat(server.stored()).isEqualTo(names));
        await().until(() -> sender.statistics().acknowledged() == 20);
    }

    @Test
    void publish_whenTheServerRejectsABatch_countsItAndGoesOn() throws InterruptedException {
        server.refusing(batch -> batch.number() == 2);
        EventSender sender = sender(server.start().endpoint());

        publish(sender, 0, 1_000);

        await().untilAsserted(() -> assertThat(sender.statistics().acknowledged()
                        + sender.statistics().dropped().getOrDefault("rejected", 0L))
                .isEqualTo(1_000));
        assertThat(sender.statistics().dropped()).containsOnlyKeys("rejected");
        assertThat(server.stored())
                .hasSize((int) sender.statistics().acknowledged())
                .doesNotHaveDuplicates();
    }

    @Test
    void publish_whenTheServerAsksToWait_waitsAndLosesNothing() throws InterruptedException {
        server.asking(0);
        EventSender sender = sender(server.start().endpoint());
        await().until(() -> sender.statistics().state() == SenderState.WAITING);
        List<String> names = publish(sender, 0, 1_000);
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(server.stored()).isEmpty());
        assertThat(sender.statistics().dropped()).isEmpty();

        server.asking(100_000);

        await().untilAsserted(() -> assertThat(server.stored()).isEqualTo(names));
        await().until(() -> sender.statistics().state() == SenderState.CONNECTED);
    }

    @Test
    void publish_whenTheServerAsksForASmallWindow_sendsOneBatchAtATime() throws InterruptedException {
        server.asking(1);
        server.keepingQuietOn(acknowledgement -> true);
        EventSender sender = sender(server.start().endpoint());
        await().until(() -> !server.heartbeats().isEmpty());
        publish(sender, 0, 1_000);

        await().during(Duration.ofMillis(150))
                .untilAsserted(() -> assertThat(server.batches()).hasSizeLessThanOrEqualTo(1));

        server.keepingQuietOn(acknowledgement -> false);
        await().until(() -> sender.statistics().acknowledged() == 1_000);
    }

    @Test
    void publish_beyondTheQueue_dropsAndCounts() throws IOException {
        EventSender sender = sender("tcp://127.0.0.1:" + closedPort());

        publish(sender, 0, 10_000);

        SenderStatistics statistics = sender.statistics();
        assertThat(statistics.offered()).isEqualTo(10_000);
        assertThat(statistics.dropped()).containsKey("queue_full");
        await().untilAsserted(() -> {
            SenderStatistics later = sender.statistics();
            assertThat(later.queued() + later.inFlight() + later.dropped().getOrDefault("queue_full", 0L))
                    .isEqualTo(10_000);
        });
    }

    @Test
    void close_deliversWhatIsLeftAndSaysGoodbye() throws InterruptedException {
        EventSender sender = sender(server.start().endpoint(), LONGER_THAN_A_HANDSHAKE);
        List<String> names = publish(sender, 0, 2_000);

        sender.close();

        assertThat(server.stored()).isEqualTo(names);
        await().untilAsserted(() -> assertThat(server.heartbeats())
                .last()
                .asString()
                .contains("\"state\":\"bye\"", "\"offered\":2000", "\"module_id\":\"orders_host_1\""));
        assertThat(server.heartbeats()).first().asString().contains("\"state\":\"up\"");
    }

    @Test
    void close_withoutAServer_givesUpInTimeAndCounts() throws IOException {
        EventSender sender = sender("tcp://127.0.0.1:" + closedPort());
        publish(sender, 0, 10);

        sender.close();
        sender.publish(Events.named("too late"));

        assertThat(sender.statistics().dropped()).isEqualTo(Map.of("closed", 11L));
        assertThat(sender.statistics().queued()).isZero();
    }

    private EventSender sender(String endpoint) {
        return sender(endpoint, Duration.ofSeconds(2));
    }

    private EventSender sender(String endpoint, Duration shutdown) {
        SenderSettings settings = new SenderSettings(
                5_000,
                10_000_000,
                100,
                10_000,
                100_000,
                false,
                Duration.ofMillis(10),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                shutdown);
        EventSender sender = new EventSender(MODULE, Events.SERIALIZER, new ZeroMqTransport(endpoint), settings);
        senders.add(sender);
        sender.start();
        return sender;
    }

    private static List<String> publish(EventSender sender, int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String name = "event " + i;
            names.add(name);
            sender.publish(Events.named(name));
        }
        return names;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
