/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.EventStoreContract;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DuckDbStoreTests extends EventStoreContract {

    private static final ServerSettings.Store SETTINGS =
            new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8));

    @TempDir
    Path folder;

    private Database database;
    private DuckDbEventStore events;
    private Readers readers;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("data"), SETTINGS);
        events = new DuckDbEventStore(
                database,
                SETTINGS.queue().toBytes(),
                new DiskReserve(folder, DataSize.ofBytes(0), () -> Long.MAX_VALUE));
        readers = new Readers(database::connect, TestQuerySettings.usual(), SETTINGS.memory(), () -> Long.MAX_VALUE);
    }

    @AfterEach
    void close() throws Exception {
        readers.close();
        events.close();
        database.close();
    }

    @Override
    protected void reopen() throws Exception {
        close();
        open();
    }

    @Override
    protected EventStore events() {
        return events;
    }

    @Override
    protected FlowStore flows() {
        return new DuckDbFlowStore(readers);
    }

    @Override
    protected StatisticsStore statistics() {
        return new DuckDbStatisticsStore(readers);
    }

    @Test
    void open_fileOfANewerServer_isRefused() throws Exception {
        close();
        String url = "jdbc:duckdb:" + folder.resolve("data").resolve(Database.FILE);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_version VALUES (99)");
        }

        assertThatThrownBy(() -> Database.open(folder.resolve("data"), SETTINGS))
                .isInstanceOf(NewerSchemaException.class)
                .hasMessageContaining("version 99");

        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM schema_version WHERE version = 99");
        }
        open();
    }

    @Test
    void open_folderIsAFile_isRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Database.open(file, SETTINGS)).isInstanceOf(DataFolderException.class);
    }

    @Test
    void offer_whenFull_isRefused() {
        PendingWrites pending = new PendingWrites(1_500);
        PendingWrite write = new PendingWrite.Instance(new InstanceReport(
                UUID.randomUUID(),
                new HeartbeatReport("shop", "shop_1", HeartbeatReport.State.UP, START, 0, Map.of(), null),
                START));

        assertThat(pending.offer(write)).isTrue();
        assertThat(pending.offer(write)).isFalse();
    }
}
