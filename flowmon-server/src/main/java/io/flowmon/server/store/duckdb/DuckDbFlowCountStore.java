/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.FlowCount;
import io.flowmon.server.store.FlowCountStore;
import io.flowmon.server.store.FlowFacets;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.duckdb.query.Readers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Flows counted out of the event table, by the selection that lists them. */
final class DuckDbFlowCountStore implements FlowCountStore {

    private final Readers readers;

    DuckDbFlowCountStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<FlowCount> counts(FlowQuery query, Instant origin, Duration width) {
        return FlowCounts.list(readers, query, origin, width);
    }

    @Override
    public FlowFacets facets(FlowQuery query, int most) {
        return FacetCounts.of(readers, query, most);
    }
}
