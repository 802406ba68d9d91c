/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.sender.Spool.GiveUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens, in whatever order, the counters account for every event, nothing is stored twice, and what is not
 * stored is counted as dropped. The server and the disk fail at random; a failure names its seed.
 */
class BalanceTests {

    private static final int STEPS = 60;

    @TempDir
    Path directory;

    private final UnreliableServer server = new UnreliableServer();
    private int published;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void counters_withoutASpool_alwaysBalance(long seed) {
        EventSender sender = sender(null);

        live(sender, new Random(seed), () -> {});

        sender.close();
        assertBalanced(sender, seed);
        assertNothingLostOrDoubled(sender, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void counters_withASpoolWhoseDiskFails_alwaysBalance(long seed) {
        UnreliableSpool spool = new UnreliableSpool(directory, GiveUp.OLDEST);
        EventSender sender = sender(spool);
        Random random = new Random(seed);

        live(sender, random, () -> spool.fail(random.nextInt(3) == 0));

        spool.fail(false);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            SenderStatistics now = sender.statistics();
            assertThat(now.spooled() + now.inFlight() + now.queued())
                    .as("%s", now)
                    .isZero();
        });
        sender.close();
        assertBalanced(sender, seed);
        assertNothingLostOrDoubled(sender, seed);
    }

    private void live(EventSender sender, Random random, Runnable mishap) {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0 -> server.connected(random.nextBoolean());
                case 1 -> server.answering(random.nextBoolean());
                case 2 -> server.window(random.nextInt(3) == 0 ? 0 : 10_000);
                case 3 -> server.rejectNext();
                case 4 -> mishap.run();
                default -> publish(sender, random.nextInt(300));
            }
            await().pollDelay(Duration.ofMillis(1 + random.nextInt(20))).until(() -> true);
        }
        server.connected(true);
        server.answering(true);
        server.window(1 << 20);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            SenderStatistics now = sender.statistics();
            assertThat(now.queued()).isZero();
            assertThat(now.inFlight()).isZero();
        });
    }

    private void publish(EventSender sender, int events) {
        for (int i = 0; i < events; i++) {
            String name = published % 97 == 13 ? "poison" : "event " + published;
            sender.publish(Events.withBody(name, published % 211 == 7 ? 20_000 : 20));
            published++;
        }
    }

    private void assertNothingLostOrDoubled(EventSender sender, long seed) {
        SenderStatistics now = sender.statistics();
        long rejected = now.dropped().getOrDefault("rejected", 0L);
        assertThat(server.stored()).as("seed %s", seed).doesNotHaveDuplicates();
        assertThat(server.stored().size() + server.rejected())
                .as("with seed %s: %s", seed, now)
                .isGreaterThanOrEqualTo((int) (published - dropped(now) + rejected));
    }

    private static void assertBalanced(EventSender sender, long seed) {
        SenderStatistics now = sender.statistics();
        assertThat(now.queued() + now.inFlight() + now.spooled() + now.acknowledged() + dropped(now))
                .as("with seed %s: %s", seed, now)
                .isEqualTo(now.offered() + now.recovered());
    }

    private static long dropped(SenderStatistics now) {
        return now.dropped().values().stream().mapToLong(Long::longValue).sum();
    }

    private EventSender sender(@Nullable Spool spool) {
        SenderSettings settings = new SenderSettings(
                500,
                10_000_000,
                20,
                10_000,
                20_000,
                false,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(20),
                Duration.ofSeconds(5));
        EventSender sender = new EventSender(
                new ModuleIdentity("orders", "orders_host_1"), Events.INCOMPRESSIBLE, server, spool, settings);
        sender.start();
        return sender;
    }
}
