/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.crash.ReportedSenders.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three senders at 5,000 events a second together; in each round their connections are cut, the server is killed at a
 * random moment and started again, and one sender is killed and started again. At the end nothing that was safe is lost,
 * and nothing is there twice.
 */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("flowmon.crash.rounds", 2);
    private static final long SEED = Long.getLong("flowmon.crash.seed", System.nanoTime());
    private static final int SENDERS = 3;
    private static final int RATE = 5_000 / SENDERS;
    private static final long DRAIN_SECONDS = 900;

    /** Heartbeats go out four times a second; how many events may be offered after the last that arrived. */
    private static final long SINCE_LAST_HEARTBEAT = 60L * RATE;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<SenderProcess> killed = new ArrayList<>();
    private final List<SenderProcess> living = new ArrayList<>();

    @AfterEach
    void killAll() throws InterruptedException {
        for (SenderProcess sender : living) {
            sender.kill();
        }
    }

    @Test
    void killedServersAndSenders_loseNothingThatWasSafe_andStoreNothingTwice() throws Exception {
        System.out.println("crash test: flowmon.crash.seed=" + SEED + ", " + ROUNDS + " rounds");
        ServerProcess server = new ServerProcess(folder, "--flowmon.server.zeromq.gone-after=2s");
        Map<String, Entry> reported;
        server.launch();
        server.awaitReady();
        try (CuttableProxy proxy = new CuttableProxy(server.port())) {
            for (int i = 0; i < SENDERS; i++) {
                living.add(sender(proxy, i, 0));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                pause(500, 2_000);
                proxy.cut();
                pause(0, 500);
                server.kill();
                pause(0, 1_500);
                server.launch();
                pause(0, 3_000);
                replaceSender(proxy, random.nextInt(SENDERS), round);
                server.awaitReady();
                proxy.cut();
            }
            for (SenderProcess sender : living) {
                sender.finish();
            }
            for (SenderProcess sender : living) {
                assertThat(sender.awaitEnd(DRAIN_SECONDS)).as("%s ends", sender).isTrue();
            }
            reported = reported(server);
        } finally {
            server.stop();
            server.kill();
        }
        check(server, reported);
    }

    private void check(ServerProcess server, Map<String, Entry> reported) throws Exception {
        try (StoredEvents stored = StoredEvents.open(server.data())) {
            Map<String, Long> counts = stored.counts();
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            long gone = 0;
            long gaps = 0;
            assertThat(stored.doubled()).as("doubled, by event_id").isZero();
            assertThat(stored.doubledCorrelations())
                    .as("doubled, under two ids")
                    .isZero();
            assertThat(stored.rejected()).as("rejected").isZero();
            for (SenderProcess sender : living) {
                assertThat(sender.said("dropped")).as("%s dropped", sender).isZero();
                assertThat(counts.getOrDefault(sender.name(), 0L)) // the last one may have had no time for any
                        .as("of %s, which lived", sender)
                        .isEqualTo(sender.said("offered"));
                assertThat(reported.get(sender.name()))
                        .as("what the server says of %s", sender)
                        .isEqualTo(new Entry("bye", sender.said("offered"), sender.said("offered"), 0, 0, 0L));
            }
            for (SenderProcess sender : killed) {
                long there = counts.getOrDefault(sender.name(), 0L);
                assertThat(there).as("of %s, which was killed", sender).isGreaterThanOrEqualTo(sender.said("safe"));
                gone += Math.max(0, sender.said("offered") - there);
                Entry entry = reported.get(sender.name());
                if (entry != null) { // else it never had a connection
                    gaps += checkGap(sender, there, entry);
                }
            }
            System.out.printf(
                    "crash test: %d events stored, 0 lost, 0 doubled; %d were in the memory of %d killed senders,"
                            + " %d of them shown as a gap, the others were offered after the last heartbeat%n",
                    all, gone, killed.size(), gaps);
        }
    }

    /** What it had in memory is no silence: the server knows that it was offered more than there is. */
    private static long checkGap(SenderProcess sender, long there, Entry entry) {
        long lost = Math.max(0, sender.said("offered") - there);
        assertThat(entry.state()).as("%s, which was killed", sender).isEqualTo("gone");
        assertThat(entry.stored())
                .as("what the server says it stored of %s", sender)
                .isEqualTo(there);
        assertThat(entry.rejected() + entry.dropped()).isZero();
        assertThat(entry.gap())
                .as("the gap that the server shows of %s", sender)
                .isEqualTo(Math.max(0, entry.offered() - there))
                .isBetween(Math.max(0, lost - SINCE_LAST_HEARTBEAT), lost + RATE);
        return Objects.requireNonNull(entry.gap());
    }

    /** Once every sender that was killed counts as gone. */
    private Map<String, Entry> reported(ServerProcess server) throws Exception {
        ReportedSenders senders = new ReportedSenders(server);
        await().atMost(Duration.ofSeconds(30)).until(() -> senders.ask().values().stream()
                .noneMatch(one -> one.state().equals("up")));
        return senders.ask();
    }

    private void replaceSender(CuttableProxy proxy, int index, int life) throws Exception {
        SenderProcess victim = living.get(index);
        victim.kill();
        killed.add(victim);
        living.set(index, sender(proxy, index, life));
    }

    private SenderProcess sender(CuttableProxy proxy, int index, int life) throws Exception {
        return SenderProcess.start(
                proxy.endpoint(), folder.resolve("spool-" + index), "sender-" + index + "-" + life, RATE);
    }

    private void pause(int least, int most) {
        LockSupport.parkNanos((least + random.nextInt(most - least)) * 1_000_000L);
    }
}
