/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.TestEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DiskReserveTests {

    private static final ServerSettings.Store SETTINGS =
            new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8), 2, Duration.ofSeconds(20));
    private static final DataSize LEAST = DataSize.ofMegabytes(100);

    @TempDir
    Path folder;

    private final AtomicLong free = new AtomicLong();

    @Test
    void store_withTooLittleFree_acknowledgesNothingUntilThereIsMore() throws Exception {
        try (Database database = Database.open(folder, SETTINGS);
                DuckDbEventStore store = new DuckDbEventStore(database, 8_000_000, reserve())) {
            free.set(LEAST.toBytes() / 4);
            await().until(() -> store.trouble().isPresent());
            assertThat(store.trouble().orElseThrow())
                    .contains("25 MB free", "100 MB are to stay free (flowmon.server.disk.min-free)");

            CompletableFuture<Receipt> done = offer(store);
            assertThat(store.submit(connection -> done.isDone()).get(20, TimeUnit.SECONDS))
                    .as("stored, as a task sees it that ran later")
                    .isFalse();
            free.set(Long.MAX_VALUE);

            assertThat(done.get(20, TimeUnit.SECONDS).stored()).isTrue();
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void store_closedWhileTheDiskIsLow_usesTheReserveForWhatItTookOver() throws Exception {
        CompletableFuture<Receipt> done;
        try (Database database = Database.open(folder, SETTINGS);
                DuckDbEventStore store = new DuckDbEventStore(database, 8_000_000, reserve())) {
            await().until(() -> store.trouble().isPresent());
            done = offer(store);
        }
        assertThat(done.get(20, TimeUnit.SECONDS).stored()).isTrue();
    }

    @Test
    void shortage_whenTheFileHasRoomInside_isNone() throws Exception {
        free.set(LEAST.toBytes() / 2);
        assertThat(reserve().shortage(() -> LEAST.toBytes() / 2)).isNull();
        assertThat(reserve().shortage(() -> LEAST.toBytes() / 2 - 1)).isNotNull();

        free.set(LEAST.toBytes() / 2 - 1);
        assertThat(reserve().shortage(LEAST::toBytes)).isNotNull();
    }

    private DiskReserve reserve() {
        return new DiskReserve(folder, LEAST, free::get);
    }

    private static CompletableFuture<Receipt> offer(DuckDbEventStore store) {
        Instant now = Instant.now();
        return store.offer(new EventBatch(
                        now, "test", List.of(TestEvents.event("f1", now, "shop", "ok")), List.of(), null, null, 100))
                .orElseThrow();
    }
}
