/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Events;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Spool.GiveUp;
import io.flowmon.core.spool.FileSpool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a spool promises while the server comes and goes, and the service with it. */
class ZeroMqSpoolTests extends SpoolTestCase {

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
}
