/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowStoreContract;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DuckDbFlowStoreTests extends FlowStoreContract {

    @TempDir
    Path folder;

    private OpenStore store;
    private Readers readers;

    @BeforeEach
    void open() {
        store = new OpenStore(folder.resolve("data"));
        readers = new Readers(
                store.database()::connect, TestQuerySettings.usual(), DataSize.ofMegabytes(256), () -> Long.MAX_VALUE);
    }

    @AfterEach
    void close() throws Exception {
        readers.close();
        store.close();
    }

    @Override
    protected FlowStore flows() {
        return new DuckDbFlowStore(readers);
    }

    @Override
    protected EventStore events() {
        return store.store();
    }
}
