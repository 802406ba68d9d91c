/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.settings.RetentionSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.IdempotentRequest;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.WirePosition;
import io.flowmon.server.store.duckdb.OpenStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A real store, and how long or how much of it is kept. */
abstract class RetentionFixture {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    OpenStore store;

    @BeforeEach
    void open() {
        store = new OpenStore(folder);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    final long used() throws SQLException {
        return store.number("SELECT block_size * used_blocks FROM pragma_database_size()");
    }

    final Retention byAge(Duration age) {
        return new Retention(store.database(), store.store(), store.space(), settings(age, 0));
    }

    final Retention bySize(DataSize size) {
        return new Retention(store.database(), store.store(), store.space(), settings(Duration.ZERO, size.toBytes()));
    }

    static RetentionSettings settings(Duration age, long size) {
        return new RetentionSettings(age, DataSize.ofBytes(size));
    }

    /** Besides the events, one that was rejected. */
    final void store(String flow, Instant at, int events) throws Exception {
        store.store(batch(flow, at, events, null, null));
    }

    static EventBatch batch(
            String flow, Instant at, int events, @Nullable WirePosition position, @Nullable IdempotentRequest request) {
        return new EventBatch(
                at,
                "test",
                IntStream.range(0, events)
                        .mapToObj(i -> TestEvents.event(flow, at, "shop", "ok"))
                        .toList(),
                List.of(new RejectedEvent(0, "bad", "{")),
                position,
                request,
                100);
    }

    final long count(String flow) throws SQLException {
        return store.number("SELECT count(*) FROM event WHERE correlation_id = '" + flow + "'");
    }
}
