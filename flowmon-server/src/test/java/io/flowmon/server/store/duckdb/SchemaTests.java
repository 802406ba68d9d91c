/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.Sender;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
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

        try (Database database = Database.open(folder.resolve("data"), settings);
                Readers readers = new Readers(database::connect, TestQuerySettings.usual(), settings.memory())) {
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
                            row -> row.number(1) + " " + row.number(2)))
                    .containsExactly("3 0");
        }
    }
}
