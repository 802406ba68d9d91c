/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.crash.ReportedSenders.Entry;
import io.flowmon.crash.SenderProcess.Latency;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is away for long while services go on: one with a spool, and beside it one without, whose queue runs
 * full. How long publications take is compared with what they took while the server was there.
 */
class OutageIT {

    private static final int SECONDS = Integer.getInteger("flowmon.outage.seconds", 10);
    private static final int SECONDS_THERE = Math.max(5, Math.min(60, SECONDS / 4));
    private static final int WARM_UP_SECONDS = 5;
    private static final int RATE = 1_000;
    private static final Duration DRAIN = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final List<SenderProcess> senders = new ArrayList<>();
    private final Map<String, Latency> latencies = new HashMap<>();
    private final StringBuilder figures = new StringBuilder();
    private ServerProcess server = new ServerProcess(Path.of("."));

    @AfterEach
    void kill() throws InterruptedException {
        server.kill();
        for (SenderProcess sender : senders) {
            sender.kill();
        }
    }

    @Test
    void outage_atAThousandEventsASecond_losesNothing() throws Exception {
        server = new ServerProcess(folder);
        server.launch();
        server.awaitReady();
        SenderProcess spooling = start("patient", folder.resolve("spool"));
        SenderProcess plain = start("forgetful", null);
        pass(WARM_UP_SECONDS, spooling);
        endPhase("warm-up");
        pass(SECONDS_THERE, spooling);
        endPhase("there");

        server.kill();
        long before = spooling.said("offered");
        long mostHeap = pass(SECONDS, spooling);
        endPhase("away");
        assertThat(spooling.said("spooled")).as("%s", spooling).isPositive();
        assertThat(spooling.said("dropped")).as("%s", spooling).isZero();
        figures.append("%d s away, %d events offered meanwhile, %d MB on disk, heap at most %d MB"
                .formatted(SECONDS, spooling.said("offered") - before, spooling.said("spoolMB"), mostHeap));

        server.launch();
        server.awaitReady();
        long back = System.nanoTime();
        endPhase("starting");
        await().atMost(DRAIN).until(() -> spooling.said("spooled") == 0);
        figures.append(", drained %d ms after the server was back"
                .formatted(Duration.ofNanos(System.nanoTime() - back).toMillis()));
        endPhase("draining");
        for (SenderProcess sender : senders) {
            sender.finish();
            assertThat(sender.awaitEnd(DRAIN.toSeconds())).as("%s ends", sender).isTrue();
        }
        Map<String, Entry> reported = new ReportedSenders(server).ask();
        server.stop();

        try (StoredEvents stored = StoredEvents.open(server.data())) {
            assertThat(stored.counts().get("patient")).isEqualTo(spooling.said("offered"));
            assertThat(stored.counts().get("forgetful")).isEqualTo(plain.said("offered") - plain.said("dropped"));
            assertThat(stored.doubled()).isZero();
            assertThat(stored.doubledCorrelations()).isZero();
        }
        for (SenderProcess sender : senders) {
            assertThat(reported.get(sender.name()))
                    .as("what the server says of %s", sender)
                    .isEqualTo(new Entry(
                            "bye",
                            sender.said("offered"),
                            sender.said("offered") - sender.said("dropped"),
                            0,
                            sender.said("dropped"),
                            0L));
        }
        System.out.println("outage test: " + figures
                + ", %d of %d publications took more than 1 ms"
                        .formatted(spooling.said("slow"), spooling.said("offered")));
        compare("with a spool", "patient");
        compare("without one", "forgetful");
    }

    /** A figure, and no promise: how long publications took, against the time when the server was there. */
    private void compare(String what, String name) {
        Latency there = Objects.requireNonNull(latencies.get(name + " there"));
        for (String phase : List.of("there", "away", "draining")) {
            Latency now = Objects.requireNonNull(latencies.get(name + " " + phase));
            System.out.printf(
                    "outage test: %s, server %s: %d publications, p50 %.1f us (x %.2f), p99 %.1f us (x %.2f)%n",
                    what,
                    phase,
                    now.count(),
                    now.p50() / 1e3,
                    (double) now.p50() / there.p50(),
                    now.p99() / 1e3,
                    (double) now.p99() / there.p99());
        }
    }

    private SenderProcess start(String name, @Nullable Path spool) throws IOException {
        SenderProcess sender = SenderProcess.start("tcp://127.0.0.1:" + server.port(), spool, name, RATE);
        senders.add(sender);
        return sender;
    }

    private void endPhase(String name) throws IOException {
        for (SenderProcess sender : senders) {
            latencies.put(sender.name() + " " + name, sender.endPhase(name));
        }
    }

    /** Lets time pass; the most memory that the sender used meanwhile, in MB. */
    private static long pass(int seconds, SenderProcess sender) {
        long most = 0;
        for (int second = 0; second < seconds; second++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            most = Math.max(most, sender.said("heapMB"));
        }
        return most;
    }
}
