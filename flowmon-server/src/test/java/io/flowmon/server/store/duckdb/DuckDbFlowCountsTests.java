/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.FlowCountStore;
import io.flowmon.server.store.FlowCountsContract;
import io.flowmon.server.store.FlowStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuckDbFlowCountsTests extends FlowCountsContract {

    @RegisterExtension
    private final TemporaryStore store = new TemporaryStore();

    @Override
    protected FlowCountStore flows() {
        return new DuckDbFlowCountStore(store.get().readers());
    }

    @Override
    protected FlowStore list() {
        return new DuckDbFlowStore(store.get().readers());
    }

    @Override
    protected EventStore events() {
        return store.get().store();
    }
}
