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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service whose spool cannot write any more, because the operating system lets its files grow no further, while the
 * server is away.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs prlimit")
class FullDiskIT {

    private static final int RATE = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration DRAIN = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private ServerProcess server = new ServerProcess(Path.of("."));
    private @Nullable SenderProcess started;

    @AfterEach
    void kill() throws InterruptedException {
        server.kill();
        if (started != null) {
            started.kill();
        }
    }

    @Test
    void fullDisk_duringAnOutage_isCountedAndRecoveredFrom() throws Exception {
        server = new ServerProcess(folder);
        SenderProcess sender =
                SenderProcess.start("tcp://127.0.0.1:" + server.port(), folder.resolve("spool"), "full", RATE);
        started = sender;
        await().atMost(PATIENCE).until(() -> sender.said("spooled") > 2L * RATE);

        limitFiles(sender, "0");
        await("the queue runs full and events are dropped, counted")
                .atMost(PATIENCE)
                .until(() -> sender.said("dropped") > RATE);
        limitFiles(sender, "unlimited");
        long after = sender.said("dropped");
        await("the spool takes events again").atMost(Duration.ofMinutes(2)).until(() -> {
            long spooled = sender.said("spooled");
            return spooled > 4L * RATE && sender.said("dropped") >= after;
        });

        server.launch();
        server.awaitReady();
        sender.finish();
        assertThat(sender.awaitEnd(DRAIN.toSeconds())).as("%s ends", sender).isTrue();
        Map<String, Entry> reported = new ReportedSenders(server).ask();
        server.stop();
        try (StoredEvents stored = StoredEvents.open(server.data())) {
            assertThat(stored.doubled()).isZero();
            assertThat(stored.doubledCorrelations()).isZero();
            assertThat(stored.counts().get("full")).isEqualTo(sender.said("offered") - sender.said("dropped"));
        }
        assertThat(reported.get("full"))
                .isEqualTo(new Entry(
                        "bye",
                        sender.said("offered"),
                        sender.said("offered") - sender.said("dropped"),
                        0,
                        sender.said("dropped"),
                        0L));
        System.out.printf(
                "full disk test: %d events offered, %d dropped and counted, %d of them published in more than 1 ms%n",
                sender.said("offered"), sender.said("dropped"), sender.said("slow"));
    }

    /** How large a file the sender may make, in bytes. */
    private static void limitFiles(SenderProcess sender, String most) throws Exception {
        Process prlimit = new ProcessBuilder("prlimit", "--pid=" + sender.pid(), "--fsize=" + most + ":unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }
}
