/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.LoadStore;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.List;

/** The load out of the event table, by a few questions one after the other; events that arrive meanwhile may be in some alone. */
final class DuckDbLoadStore implements LoadStore {

    private final Readers readers;

    DuckDbLoadStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Load load(LoadQuery query) {
        List<Object> range = LoadSql.parameters(query);
        List<StationRows.Found> stations =
                readers.all(StationRows.sql(), StationRows.parameters(query), StationRows::map);
        long found = stations.isEmpty() ? 0 : stations.get(0).found();
        return new Load(
                stations.stream().map(StationRows.Found::station).toList(),
                found - stations.size(),
                readers.all(InstanceRows.SQL, range, InstanceRows::map),
                readers.all(LoadPartRows.SQL, LoadPartRows.parameters(query), LoadPartRows::map),
                readers.all(CalleeRows.SQL, range, CalleeRows::map),
                readers.all(DestinationRows.SQL, range, DestinationRows::map),
                readers.all(FlowKindRows.SQL, range, FlowKindRows::map));
    }
}
