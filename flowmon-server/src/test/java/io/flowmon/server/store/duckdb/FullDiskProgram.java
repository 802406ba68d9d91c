/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.WirePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A store in a process of its own, whose files must not become larger than so many bytes until it has failed. Writes
 * batches with and without a number, all of which must be stored in the end.
 */
final class FullDiskProgram {

    private static final ServerSettings.Store SETTINGS =
            new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(2), 2, Duration.ofSeconds(20));
    private static final int EVENTS = 200;

    private final DuckDbEventStore store;
    private final UUID session = UUID.randomUUID();
    private final List<CompletableFuture<Receipt>> taken = new ArrayList<>();
    private int number;
    private int plain;

    private FullDiskProgram(DuckDbEventStore store) {
        this.store = store;
    }

    /** Arguments: the data folder, the largest size of the log, the largest size of a file in bytes. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (Database database = Database.open(folder, SETTINGS, folder.resolve("none"), DataSize.parse(args[1]));
                DuckDbEventStore store = new DuckDbEventStore(
                        database,
                        SETTINGS.queue().toBytes(),
                        new DiskReserve(folder, DataSize.ofBytes(0), () -> Long.MAX_VALUE))) {
            new FullDiskProgram(store).run(args[2]);
        }
    }

    private void run(String limit) throws Exception {
        limitFiles(limit);
        while (store.trouble().isEmpty()) {
            write();
        }
        System.out.println("FULL " + store.trouble().orElse("over already"));
        long acknowledged = taken.stream().filter(CompletableFuture::isDone).count();
        System.out.println("OPEN " + (taken.size() - acknowledged));
        limitFiles("unlimited");
        for (CompletableFuture<Receipt> one : taken) {
            if (!one.get(60, TimeUnit.SECONDS).stored()) {
                throw new IllegalStateException("taken for a repetition");
            }
        }
        EventBatch repeated = batch("numbered", new WirePosition(session, number));
        Receipt receipt = store.offer(repeated).orElseThrow().get(60, TimeUnit.SECONDS);
        System.out.println("STORED numbered " + number * EVENTS + " plain " + plain * EVENTS + " repeated "
                + receipt.stored() + " trouble " + store.trouble());
    }

    private void write() {
        offer(batch("numbered", new WirePosition(session, number + 1))).ifPresent(done -> number++);
        offer(batch("plain", null)).ifPresent(done -> plain++);
    }

    private Optional<CompletableFuture<Receipt>> offer(EventBatch batch) {
        Optional<CompletableFuture<Receipt>> done = store.offer(batch);
        done.ifPresent(taken::add);
        return done;
    }

    private static EventBatch batch(String flow, @Nullable WirePosition position) {
        Instant now = Instant.now();
        List<IncomingEvent> events = Stream.generate(() -> TestEvents.event(flow, now, "shop", "ok"))
                .limit(EVENTS)
                .toList();
        return new EventBatch(now, "test", events, List.of(), position, null, 100_000);
    }

    /** The native library of the database is larger than what we allow, so the limit comes after it was unpacked. */
    private static void limitFiles(String bytes) throws IOException, InterruptedException {
        String pid = String.valueOf(ProcessHandle.current().pid());
        Process limit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        if (limit.waitFor() != 0) {
            throw new IllegalStateException("prlimit failed");
        }
    }
}
