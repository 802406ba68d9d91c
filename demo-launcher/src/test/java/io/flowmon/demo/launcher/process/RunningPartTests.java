/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningPartTests {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    @Test
    void awaitHealthy_partEnds_failsWithItsExitCodeAndLastLines() throws Exception {
        RunningPart part = start("for i in $(seq 40); do echo line $i; done; exit 3", () -> false);

        assertThatThrownBy(() -> part.awaitHealthy(LONG)).isInstanceOfSatisfying(PartFailedException.class, failed -> {
            assertThat(failed).hasMessage("part ended with exit code 3");
            assertThat(failed.lastLines()).contains("line 40").doesNotContain("line 5");
            assertThat(failed.log()).isEqualTo(folder.resolve("part.log"));
        });
    }

    @Test
    void awaitHealthy_neverHealthy_failsAndStopEndsIt() throws Exception {
        RunningPart part = start("exec sleep 600", () -> {
            throw new IOException("refused");
        });

        assertThatThrownBy(() -> part.awaitHealthy(SHORT)).hasMessageContaining("part is not ready");
        RunningPart.stop(List.of(part), LONG);
        assertThat(isAlive(part.pid())).isFalse();
    }

    @Test
    void stop_partThatIgnoresIt_killsItAndItsChildren() throws Exception {
        RunningPart part = start(
                "trap '' TERM; sleep 600 & echo $! > child; touch up; wait", () -> Files.exists(folder.resolve("up")));
        part.awaitHealthy(LONG);
        long child = Long.parseLong(Files.readString(folder.resolve("child")).trim());

        RunningPart.stop(List.of(part), SHORT);

        await().until(() -> !isAlive(part.pid()) && !isAlive(child));
    }

    @Test
    void stop_partWasKilledBefore_killsTheChildrenThatItLeft() throws Exception {
        RunningPart part =
                start("sleep 600 & echo $! > child; touch up; wait", () -> Files.exists(folder.resolve("up")));
        part.awaitHealthy(LONG);
        long child = Long.parseLong(Files.readString(folder.resolve("child")).trim());

        ProcessHandle.of(part.pid()).ifPresent(ProcessHandle::destroyForcibly);
        await().until(() -> part.onExit().isDone());
        RunningPart.stop(List.of(part), LONG);

        await().until(() -> !isAlive(child));
    }

    private RunningPart start(String script, HealthProbe probe) throws IOException {
        return RunningPart.start(new Part("part", List.of("sh", "-c", script), folder, probe), folder);
    }

    /** One that was killed and that nobody has asked about yet is still listed, but runs nothing any more. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
