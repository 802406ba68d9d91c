/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import io.flowmon.demo.launcher.process.Part;
import io.flowmon.demo.launcher.process.PartFailedException;
import io.flowmon.demo.launcher.process.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The whole demo: Redis, the server, and the three services, each a process of its own.
 *
 * <p>One thread starts it; any thread may close it at any time, even while it starts. Closing stops the services first,
 * so that they can still deliver what they hold.
 */
final class Demo implements AutoCloseable {

    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final DemoSettings settings;
    private final List<List<RunningPart>> stages = new ArrayList<>();
    private final DataFolder data;
    private final DemoParts parts;
    private boolean closed;

    Demo(DemoSettings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.logs());
        this.data = DataFolder.open(settings.data());
        this.parts = new DemoParts(new Artifacts(settings.root()), settings.ports(), data.path());
    }

    /** Returns when every part is healthy. After a failure, close: what has started is still running. */
    void start() throws IOException, PartFailedException, InterruptedException {
        awaitHealthy(launch(List.of(parts.redis())));
        List<RunningPart> server = launch(List.of(parts.server()));
        List<RunningPart> services = launch(parts.services());
        awaitHealthy(server);
        awaitHealthy(services);
    }

    private synchronized List<RunningPart> launch(List<Part> stage) throws IOException {
        List<RunningPart> running = new ArrayList<>();
        stages.add(running);
        for (Part part : stage) {
            if (closed) {
                throw new IOException("The demo is being stopped");
            }
            Files.createDirectories(part.directory());
            running.add(RunningPart.start(part, settings.logs()));
        }
        return running;
    }

    private void awaitHealthy(List<RunningPart> started) throws PartFailedException, InterruptedException {
        for (RunningPart part : started) {
            part.awaitHealthy(settings.startTimeout());
        }
    }

    /** Waits until a part ends that nobody has asked to, or the demo is closed. */
    void awaitFailure() throws PartFailedException {
        RunningPart ended = (RunningPart) CompletableFuture.anyOf(
                        running().stream().map(RunningPart::onExit).toArray(CompletableFuture<?>[]::new))
                .join();
        if (!isClosed()) {
            throw ended.ended();
        }
    }

    synchronized List<RunningPart> running() {
        return stages.stream().flatMap(List::stream).toList();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    DemoSettings settings() {
        return settings;
    }

    Path data() {
        return data.path();
    }

    @Override
    public void close() {
        List<List<RunningPart>> started;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            started = List.copyOf(stages);
        }
        for (int stage = started.size() - 1; stage >= 0; stage--) {
            RunningPart.stop(started.get(stage), STOP_GRACE);
        }
        try {
            data.deleteIfTemporary();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete the data of the demo", e);
        }
    }
}
