/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.MeasuresContract;
import io.flowmon.server.store.StatisticsStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuckDbMeasuresTests extends MeasuresContract {

    @RegisterExtension
    private final TemporaryStore store = new TemporaryStore();

    @Override
    protected EventStore events() {
        return store.get().store();
    }

    @Override
    protected StatisticsStore statistics() {
        return new DuckDbStatisticsStore(store.get().readers());
    }
}
