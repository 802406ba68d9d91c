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
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Spool.GiveUp;
import io.flowmon.core.spool.FileSpool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender with a spool, against a real ROUTER socket that comes and goes. */
class ZeroMqSpoolTests {

    private static final ModuleIdentity MODULE = new ModuleIdentity("orders", "orders_host_1");
    private static final long SPOOL = 8 << 20;

    @TempDir
    Path directory;

    private final RouterServer server = new RouterServer();
    private final List<EventSender> senders = new ArrayList<>();
    private String endpoint = "";

    @AfterEach
    void close() throws InterruptedException {
        senders.forEach(EventSender::close);
        server.stop();
    }

    @Test
    void publish_withTheServerThere_isStoredOnceInOrderAndLeavesNothing() throws Exception {
        endpoint = server.start().endpoint();
        EventSender sender = sender(GiveUp.OLDEST);

        List<String> names = publish(sender, 0, 2_000);

        await().until(() -> sender.statistics().acknowledged() == 2_000);
        assertThat(server.stored()).isEqualTo(names);
        sender.close();
        assertThat(segments()).isEmpty();
    }

    @Test
    void outage_longerThanMemoryHolds_isDrainedInOrderBesideFreshEvents() throws Exception {
        serverAway();
        EventSender sender = sender(GiveUp.OLDEST);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            names.addAll(publish(sender, i * 1_000, (i + 1) * 1_000));
            await().until(() -> sender.statistics().queued() == 0);
        }
        SenderStatistics during = sender.statistics();
        assertThat(during.dropped()).isEmpty();
        assertThat(during.inFlight() + during.spooled()).isEqualTo(10_000);
        assertThat(during.spoolBytes()).isPositive();

        server.start();
        await().until(() -> sender.statistics().acknowledged() > 0);
        names.addAll(publish(sender, 10_000, 10_100));

        await().until(() -> sender.statistics().acknowledged() == 10_100);
        assertThat(server.stored()).containsExactlyInAnyOrderElementsOf(names);
        assertInOrderWithinSessions(server.batches());
        assertThat(sessions(server.batches()))
                .as("fresh events use another session")
                .hasSize(2);
        assertThat(sender.statistics().spooled()).isZero();
    }

    @Test
    void restart_duringAnOutage_sendsWhatWasLeftUnderTheSameSessionAndNumber() throws Exception {
        endpoint = server.start().endpoint();
        server.keepingQuietOn(acknowledgement -> true);
        EventSender first = sender(GiveUp.OLDEST);
        List<String> names = publish(first, 0, 500);
        await().untilAsserted(() -> assertThat(server.stored()).isEqualTo(names));
        first.close();
        assertThat(first.statistics().dropped()).isEmpty();
        assertThat(first.statistics().spooled()).isEqualTo(500);

        server.keepingQuietOn(acknowledgement -> false);
        EventSender second = sender(GiveUp.OLDEST);
        names.addAll(publish(second, 500, 600));

        await().until(() -> second.statistics().acknowledged() == 600);
        assertThat(second.statistics().recovered()).isEqualTo(500);
        assertThat(server.stored()).as("nothing twice").containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void restart_afterTheServerLostItsStore_renumbersWhatWasLeft() throws Exception {
        endpoint = server.start().endpoint();
        EventSender first = sender(GiveUp.OLDEST);
        List<String> names = publish(first, 0, 500);
        await().until(() -> first.statistics().acknowledged() == 500);
        server.stop();
        names.addAll(publish(first, 500, 1_000));
        await().until(() -> first.statistics().queued() == 0);
        first.close();
        assertThat(first.statistics().spooled()).isEqualTo(500);

        server.forgetSessions();
        server.start();
        EventSender second = sender(GiveUp.OLDEST);

        await().until(() -> second.statistics().acknowledged() == 500);
        assertThat(server.stored()).isEqualTo(names);
    }

    @Test
    void close_withoutAServer_givesNothingUpAndDoesNotWait() throws Exception {
        serverAway();
        EventSender sender = sender(GiveUp.OLDEST);
        List<String> names = publish(sender, 0, 4_000);

        sender.close();

        assertThat(sender.statistics().dropped()).isEmpty();
        assertThat(sender.statistics().spooled()).isEqualTo(4_000);
        assertThat(sender.statistics().inFlight()).isZero();
        server.start();
        EventSender next = sender(GiveUp.OLDEST);
        await().until(() -> next.statistics().acknowledged() == 4_000);
        assertThat(server.stored()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void close_beforeTheSpoolWasOpened_givesNothingUp() throws Exception {
        serverAway();
        EventSender sender = new EventSender(
                MODULE,
                Events.SERIALIZER,
                new ZeroMqTransport(endpoint),
                new FileSpool(directory, "orders", SPOOL, GiveUp.OLDEST),
                settings(Duration.ZERO));
        publish(sender, 0, 10);
        sender.start();

        sender.close();

        assertThat(sender.statistics().dropped()).isEmpty();
        assertThat(sender.statistics().spooled()).isEqualTo(10);
    }

    @Test
    void fullSpool_givesUpTheOldest_andStaysWithinItsBound() throws Exception {
        assertBounded(GiveUp.OLDEST);

        assertThat(server.stored()).as("the newest is there").contains("event 29999");
    }

    @Test
    void fullSpool_givesUpTheNewest_andStaysWithinItsBound() throws Exception {
        assertBounded(GiveUp.NEWEST);

        assertThat(server.stored())
                .as("the oldest is there")
                .contains("event 0")
                .doesNotContain("event 29999");
    }

    @Test
    void twoSenders_withOneDirectory_keepApart() throws Exception {
        serverAway();
        EventSender one = sender(GiveUp.OLDEST);
        EventSender other = sender(GiveUp.OLDEST);
        List<String> names = publish(one, 0, 500);
        names.addAll(publish(other, 500, 1_000));
        await().until(() ->
                one.statistics().inFlight() == 500 && other.statistics().inFlight() == 500);

        one.close();
        other.close();
        server.start();
        EventSender next = sender(GiveUp.OLDEST);

        await().until(() -> next.statistics().acknowledged() == 1_000);
        assertThat(server.stored()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void segment_thatIsDamaged_costsNothingOfTheOthers() throws Exception {
        serverAway();
        EventSender first = sender(GiveUp.OLDEST);
        for (int i = 0; i < 5; i++) {
            publish(first, i * 1_000, (i + 1) * 1_000, 600);
            await().until(() -> first.statistics().queued() == 0);
        }
        first.close();
        Path damaged = segments().stream().sorted().toList().get(1);
        byte[] bytes = Files.readAllBytes(damaged);
        new Random(1).nextBytes(bytes);
        try (SeekableByteChannel file = Files.newByteChannel(damaged, StandardOpenOption.WRITE)) {
            file.position(100_000).write(ByteBuffer.wrap(bytes, 0, 100_000));
        }

        server.start();
        EventSender second = sender(GiveUp.OLDEST);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            SenderStatistics now = second.statistics();
            assertThat(now.recovered()).isPositive();
            assertThat(now.spooled() + now.inFlight()).isZero();
            assertThat(now.acknowledged() + now.dropped().getOrDefault("spool_failed", 0L))
                    .isEqualTo(now.recovered());
        });
        assertThat(server.stored()).hasSizeBetween(3_000, 4_999).doesNotHaveDuplicates();
    }

    @Test
    void spool_thatCannotBeMade_isDoneWithout() throws Exception {
        endpoint = server.start().endpoint();
        directory = Files.writeString(directory.resolve("a file"), "no folder");
        EventSender sender = sender(GiveUp.OLDEST);

        List<String> names = publish(sender, 0, 500);

        await().until(() -> sender.statistics().acknowledged() == 500);
        assertThat(server.stored()).isEqualTo(names);
        assertThat(sender.statistics().unspooled()).isEqualTo(500);
        assertThat(sender.statistics().lastError()).contains("cannot be used");
    }

    private void assertBounded(GiveUp giveUp) throws Exception {
        serverAway();
        EventSender sender = sender(giveUp);
        long most = 0;
        for (int i = 0; i < 30; i++) {
            publish(sender, i * 1_000, (i + 1) * 1_000, 600);
            await().until(() -> sender.statistics().queued() == 0);
            most = Math.max(most, onDisk());
        }
        assertThat(most).isBetween(SPOOL / 2, SPOOL);
        Map<String, Long> dropped = sender.statistics().dropped();
        assertThat(dropped).containsOnlyKeys("spool_full");

        server.start();

        long givenUp = dropped.getOrDefault("spool_full", 0L);
        await().until(() -> sender.statistics().acknowledged() == 30_000 - givenUp);
        assertThat(server.stored())
                .hasSize((int) sender.statistics().acknowledged())
                .doesNotHaveDuplicates();
    }

    private void serverAway() throws InterruptedException {
        endpoint = server.start().endpoint();
        server.stop();
    }

    private EventSender sender(GiveUp giveUp) {
        EventSender sender = new EventSender(
                MODULE,
                Events.INCOMPRESSIBLE,
                new ZeroMqTransport(endpoint),
                new FileSpool(directory, "orders", SPOOL, giveUp),
                settings(Duration.ofSeconds(2)));
        senders.add(sender);
        sender.start();
        return sender;
    }

    private static SenderSettings settings(Duration shutdown) {
        return new SenderSettings(
                5_000,
                10_000_000,
                100,
                60_000,
                200_000,
                false,
                Duration.ofMillis(10),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                shutdown);
    }

    private static List<String> publish(EventSender sender, int from, int to) {
        return publish(sender, from, to, 0);
    }

    private static List<String> publish(EventSender sender, int from, int to, int bytes) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String name = "event " + i;
            names.add(name);
            sender.publish(Events.withBody(name, bytes));
        }
        return names;
    }

    private static List<String> sessions(List<String> batches) {
        return batches.stream().map(batch -> batch.split(" ", 2)[0]).distinct().toList();
    }

    private static void assertInOrderWithinSessions(List<String> batches) {
        for (String session : sessions(batches)) {
            assertThat(batches.stream().filter(batch -> batch.startsWith(session)))
                    .extracting(batch -> Long.valueOf(batch.split(" ", 2)[1]))
                    .isSorted();
        }
    }

    private long onDisk() throws IOException {
        long sum = 0;
        for (Path segment : segments()) {
            sum += Files.size(segment);
        }
        return sum;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".mv")).toList();
        }
    }
}
