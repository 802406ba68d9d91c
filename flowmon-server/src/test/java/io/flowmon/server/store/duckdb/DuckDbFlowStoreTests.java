/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuckDbFlowStoreTests extends FlowStoreContract {

    @RegisterExtension
    private final TemporaryStore store = new TemporaryStore();

    @Override
    protected FlowStore flows() {
        return new DuckDbFlowStore(store.get().readers());
    }

    @Override
    protected EventStore events() {
        return store.get().store();
    }
}
