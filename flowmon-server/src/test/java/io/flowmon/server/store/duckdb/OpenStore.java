/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.ContractStore;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventLog;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.StoreSpace;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/** A real store in a folder, for tests of what stands around it. */
public final class OpenStore implements AutoCloseable {

    private static final ServerSettings.Store SETTINGS =
            new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8));

    private final Database database;
    private final DiskReserve reserve;
    private final DuckDbEventStore store;
    private final DuckDbContractStore contracts;
    private final DuckDbEventLog log;
    private final Readers readers;

    public OpenStore(Path folder) {
        database = Database.open(folder, SETTINGS);
        reserve = DiskReserve.of(folder, DataSize.ofBytes(0));
        store = new DuckDbEventStore(database, SETTINGS.queue().toBytes(), reserve);
        contracts = new DuckDbContractStore(new StoreWriter(store), database);
        log = new DuckDbEventLog(database, store);
        readers = new Readers(database::connect, TestQuerySettings.usual(), SETTINGS.memory(), () -> Long.MAX_VALUE);
    }

    public Database database() {
        return database;
    }

    public StoreSpace space() {
        return reserve;
    }

    public DuckDbEventStore store() {
        return store;
    }

    public Receipt store(EventBatch batch) throws Exception {
        return store.offer(batch).orElseThrow().get(20, TimeUnit.SECONDS);
    }

    /** Who answers questions about what is stored. */
    public Readers readers() {
        return readers;
    }

    /** What is kept of contracts. */
    public ContractStore contracts() {
        return contracts;
    }

    /** The events in the order of storing. */
    public EventLog log() {
        return log;
    }

    public long number(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        readers.close();
        contracts.close();
        log.close();
        store.close();
        database.close();
    }
}
