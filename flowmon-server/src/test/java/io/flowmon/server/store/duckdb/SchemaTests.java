/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.HeartbeatReport.State;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Sender;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.WirePosition;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SchemaTests {

    @Test
    void open_fileOfVersion1_keepsInstancesAndSessions(@TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("data")).resolve(Database.FILE);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement();
                InputStream first = Objects.requireNonNull(Schema.class.getResourceAsStream("schema-1.sql"))) {
            statement.execute(new String(first.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)");
            statement.execute("INSERT INTO schema_version VALUES (1)");
            statement.execute("INSERT INTO module_instance VALUES ('shop_1', 'shop', 'up', TIMESTAMP '2026-01-01',"
                    + " TIMESTAMP '2026-01-01', 7, '{\"queue_full\":1}', NULL)");
            statement.execute("INSERT INTO wire_session VALUES ('6f1d0b8e-0b0b-4c5e-9d4c-2a3b4c5d6e7f', 3,"
                    + " TIMESTAMP '2026-01-01')");
        }
        ServerSettings.Store settings = new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8));

        UUID session = UUID.fromString("6f1d0b8e-0b0b-4c5e-9d4c-2a3b4c5d6e7f");
        try (Database database = Database.open(folder.resolve("data"), settings);
                Readers readers = new Readers(
                        database::connect, TestQuerySettings.usual(), settings.memory(), () -> Long.MAX_VALUE)) {
            Sender sender = new DuckDbSenderStore(readers)
                    .senders(null, null, 10)
                    .items()
                    .get(0);
            assertThat(sender.last().report().offered()).isEqualTo(7);
            assertThat(sender.last().report().dropped()).containsEntry("queue_full", 1L);
            assertThat(sender.last().report().startedAt()).isNull();
            assertThat(readers.all(
                            "SELECT last_number, events FROM wire_session",
                            List.of(),
                            row -> row.number(1) + " " + row.optionalNumber(2)))
                    .containsExactly("3 null");

            goOn(database, session);
            assertThat(new DuckDbSenderStore(readers).senders(null, null, 10).items())
                    .filteredOn(one -> one.last().session().equals(session))
                    .singleElement()
                    .satisfies(alive -> {
                        assertThat(alive.sessions()).hasSize(1);
                        assertThat(alive.stored()).isNull();
                    });
        }
    }

    /** The sender has sent 3 batches before the upgrade, and sends its fourth. */
    private static void goOn(Database database, UUID session) throws Exception {
        Instant started = Instant.parse("2026-01-01T00:00:00Z");
        try (DuckDbEventStore store =
                new DuckDbEventStore(database, 1 << 20, DiskReserve.of(Path.of("."), DataSize.ofBytes(0)))) {
            store.offer(new InstanceReport(
                    session,
                    new HeartbeatReport(
                            "shop", "shop_host_1", State.UP, started, 40, Map.of(), null, started, 0L, 0L, 0L, 0L, 0L),
                    started));
            store.offer(new EventBatch(
                            started,
                            "zeromq",
                            List.of(TestEvents.event("flow", started.plusSeconds(1), "shop", null)),
                            List.of(),
                            new WirePosition(session, 4),
                            null,
                            100,
                            false))
                    .orElseThrow()
                    .get(20, TimeUnit.SECONDS);
        }
    }
}
