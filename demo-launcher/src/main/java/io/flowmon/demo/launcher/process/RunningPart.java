/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started part with its log file. Any thread may use it. */
public final class RunningPart {

    private static final int LAST_LINES = 30;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

    private final Part part;
    private final Process process;
    private final Path log;
    private volatile List<ProcessHandle> family = List.of();

    private RunningPart(Part part, Process process, Path log) {
        this.part = part;
        this.process = process;
        this.log = log;
    }

    /** Starts the part; what it writes goes to {@code <name>.log} in that folder. */
    public static RunningPart start(Part part, Path logs) throws IOException {
        Path log = logs.resolve(part.name() + ".log");
        var builder = new ProcessBuilder(part.command())
                .directory(part.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile());
        return new RunningPart(part, builder.start(), log);
    }

    /** Waits until it is healthy. */
    public void awaitHealthy(Duration timeout) throws PartFailedException, InterruptedException {
        Instant end = Instant.now().plus(timeout);
        while (!healthy()) {
            if (process.waitFor(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ended();
            }
            if (Instant.now().isAfter(end)) {
                throw failed("%s is not ready after %d s".formatted(part.name(), timeout.toSeconds()));
            }
        }
        family = process.descendants().toList();
    }

    private boolean healthy() throws InterruptedException {
        try {
            return process.isAlive() && part.probe().healthy();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Completes, with itself, when the process has ended. */
    public CompletableFuture<RunningPart> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** What to say of a part that has ended by itself. */
    public PartFailedException ended() {
        return failed("%s ended with exit code %d".formatted(part.name(), process.exitValue()));
    }

    private PartFailedException failed(String message) {
        return new PartFailedException(message, log, lastLines());
    }

    private List<String> lastLines() {
        try {
            String[] lines = Files.readString(log, StandardCharsets.UTF_8).split("\\R", -1);
            return List.of(lines).subList(Math.max(0, lines.length - LAST_LINES), lines.length);
        } catch (IOException e) {
            return List.of("The log cannot be read: " + e);
        }
    }

    /** Asks all of them to stop, and then waits for each; who takes too long is killed. */
    public static void stop(List<RunningPart> parts, Duration grace) {
        parts.forEach(RunningPart::askToStop);
        Instant end = Instant.now().plus(grace);
        parts.forEach(part -> part.awaitStopped(end));
    }

    private void askToStop() {
        if (process.isAlive()) {
            family = Stream.concat(family.stream(), process.descendants())
                    .distinct()
                    .toList();
        }
        process.destroy();
    }

    private void awaitStopped(Instant end) {
        try {
            long left = Math.max(0, Duration.between(Instant.now(), end).toMillis());
            if (!process.waitFor(left, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    public long pid() {
        return process.pid();
    }

    public String name() {
        return part.name();
    }
}
