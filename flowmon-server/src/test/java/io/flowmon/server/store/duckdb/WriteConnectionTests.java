/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.WirePosition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class WriteConnectionTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** Else a server killed in between would store the batch again when it is sent again. */
    @Test
    void commit_thatFailsAtTheSessionsNumber_keepsNoEventEither(@TempDir Path folder) throws SQLException {
        ServerSettings.Store settings = new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8));
        try (Database database = Database.open(folder, settings);
                Connection other = database.connect()) {
            WriteConnection writer = new WriteConnection(database.connect());
            UUID session = UUID.randomUUID();
            writer.write(batch(new WirePosition(session, 1)));
            writer.commit();
            assertThat(count(other)).isEqualTo(1);

            writer.write(batch(new WirePosition(session, 2)));
            try (Statement statement = other.createStatement()) {
                statement.execute("DROP TABLE wire_session");
            }
            assertThatThrownBy(writer::commit).isInstanceOf(SQLException.class);
            writer.abandon();

            assertThat(count(other)).isEqualTo(1);
        }
    }

    /** The commit may be durable although it failed, when what follows it fails. */
    @Test
    void groupCommit_isStored_isToldByANewConnection(@TempDir Path folder) throws SQLException {
        ServerSettings.Store settings = new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8));
        try (Database database = Database.open(folder, settings)) {
            WriteConnection writer = new WriteConnection(database.connect());
            GroupCommit stored = groupCommit(new WirePosition(UUID.randomUUID(), 1));
            stored.run(writer);
            WriteConnection fresh = new WriteConnection(database.connect());
            assertThat(stored.isUnsure()).isTrue();
            assertThat(stored.isStored(fresh)).isTrue();

            GroupCommit failed = groupCommit(new WirePosition(UUID.randomUUID(), 1));
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                statement.execute("DROP TABLE wire_session");
            }
            assertThatThrownBy(() -> failed.run(writer)).isInstanceOf(SQLException.class);
            assertThat(failed.isStored(fresh)).isFalse();

            writer.abandon();
            fresh.abandon();
        }
    }

    private static GroupCommit groupCommit(WirePosition position) {
        return new GroupCommit(List.of(new PendingWrite.Batch(batch(position), new CompletableFuture<>())));
    }

    private static EventBatch batch(WirePosition position) {
        return new EventBatch(
                NOW, "test", List.of(TestEvents.event("f1", NOW, "shop", "ok")), List.of(), position, null, 100);
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM event")) {
            result.next();
            return result.getLong(1);
        }
    }
}
