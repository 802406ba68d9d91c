/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Spool.GiveUp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A spool that is full, damaged or not there. */
class ZeroMqFullSpoolTests extends SpoolTestCase {

    /** Of a thousand events of 1,200 bytes each: twice of what the spool holds. */
    private static final int ROUNDS = 6;

    @Test
    void fullSpool_givesUpTheOldest_andStaysWithinItsBound() throws Exception {
        assertBounded(GiveUp.OLDEST);

        assertThat(server.stored()).as("the newest is there").contains("event " + (ROUNDS * 1_000 - 1));
    }

    @Test
    void fullSpool_givesUpTheNewest_andStaysWithinItsBound() throws Exception {
        assertBounded(GiveUp.NEWEST);

        assertThat(server.stored())
                .as("the oldest is there")
                .contains("event 0")
                .doesNotContain("event " + (ROUNDS * 1_000 - 1));
    }

    @Test
    void segment_thatIsDamaged_costsNothingOfTheOthers() throws Exception {
        serverAway();
        EventSender first = sender(GiveUp.OLDEST);
        for (int i = 0; i < 3; i++) {
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
            assertThat(now.recovered()).isEqualTo(3_000);
            assertThat(now.spooled() + now.inFlight()).isZero();
            assertThat(now.acknowledged() + now.dropped().getOrDefault("spool_failed", 0L))
                    .isEqualTo(now.recovered());
        });
        assertThat(server.stored()).hasSizeBetween(2_000, 2_999).doesNotHaveDuplicates();
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
        for (int i = 0; i < ROUNDS; i++) {
            publish(sender, i * 1_000, (i + 1) * 1_000, 1_200);
            await().until(() -> sender.statistics().queued() == 0);
            most = Math.max(most, onDisk());
        }
        assertThat(most).isBetween(SPOOL / 2, SPOOL);
        Map<String, Long> dropped = sender.statistics().dropped();
        assertThat(dropped).containsOnlyKeys("spool_full");

        server.start();

        long givenUp = dropped.getOrDefault("spool_full", 0L);
        await().until(() -> sender.statistics().acknowledged() == ROUNDS * 1_000 - givenUp);
        assertThat(server.stored())
                .hasSize((int) sender.statistics().acknowledged())
                .doesNotHaveDuplicates();
    }

    private long onDisk() throws IOException {
        long sum = 0;
        for (Path segment : segments()) {
            sum += Files.size(segment);
        }
        return sum;
    }
}
