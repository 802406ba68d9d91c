/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is away for long while a service with a spool goes on. */
class OutageIT {

    private static final int SECONDS = Integer.getInteger("flowmon.outage.seconds", 10);
    private static final int RATE = 1_000;
    private static final long DRAIN_SECONDS = 600;

    @TempDir
    Path folder;

    private final StringBuilder figures = new StringBuilder();
    private ServerProcess server = new ServerProcess(Path.of("."));

    @AfterEach
    void kill() throws InterruptedException {
        server.kill();
    }

    @Test
    void outage_atAThousandEventsASecond_losesNothing() throws Exception {
        server = new ServerProcess(folder);
        SenderProcess sender =
                SenderProcess.start("tcp://127.0.0.1:" + server.port(), folder.resolve("spool"), "patient", RATE);
        try {
            long mostHeap = 0;
            for (int second = 0; second < SECONDS; second++) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                mostHeap = Math.max(mostHeap, sender.said("heapMB"));
            }
            assertThat(sender.said("safe")).as("%s", sender).isPositive();
            assertThat(sender.said("dropped")).as("%s", sender).isZero();
            figures.append("%d s away, %d events safe, %d MB on disk, heap at most %d MB"
                    .formatted(SECONDS, sender.said("safe"), sender.said("spoolMB"), mostHeap));

            server.launch();
            server.awaitReady();
            long back = System.nanoTime();
            sender.finish();
            assertThat(sender.awaitEnd(DRAIN_SECONDS)).as("%s ends", sender).isTrue();
            figures.append(", drained in %d ms; %d of %d publications took more than 1 ms"
                    .formatted(
                            Duration.ofNanos(System.nanoTime() - back).toMillis(),
                            sender.said("slow"),
                            sender.said("offered")));
        } finally {
            sender.kill();
        }
        server.stop();
        try (StoredEvents stored = StoredEvents.open(server.data())) {
            assertThat(stored.counts().get("patient")).isEqualTo(sender.said("offered"));
            assertThat(stored.doubled()).isZero();
            assertThat(stored.doubledCorrelations()).isZero();
        }
        System.out.println("outage test: " + figures);
    }
}
