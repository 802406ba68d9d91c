/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.LoadStore;
import io.flowmon.server.store.duckdb.query.Questions;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.List;

/** The load out of the event table, by a few questions of tables that are made for it. */
final class DuckDbLoadStore implements LoadStore {

    /** The work for a load grows with its events: so many are looked at in a few tenths of a second. */
    private static final long MOST_EVENTS = 100_000;

    /** Times to look for a part with so many: the events may stand close together. */
    private static final int TRIES = 20;

    private static final long SHORTEST_MICROS = 10_000_000;

    private static final String EVENTS = "SELECT count(*) FROM event WHERE " + FlowSelection.IN_RANGE;

    private final Readers readers;
    private final long mostEvents;

    DuckDbLoadStore(Readers readers) {
        this(readers, MOST_EVENTS);
    }

    DuckDbLoadStore(Readers readers, long mostEvents) {
        this.readers = readers;
        this.mostEvents = mostEvents;
    }

    @Override
    public Load load(LoadQuery query) {
        return readers.together(questions -> load(questions, newest(questions, query)));
    }

    private static Load load(Questions questions, LoadQuery query) {
        LoadTables.make(questions, query);
        List<StationRows.Found> stations =
                questions.all(StationRows.sql(), StationRows.parameters(query), StationRows::map);
        long found = stations.isEmpty() ? 0 : stations.get(0).found();
        return new Load(
                query.from(),
                stations.stream().map(StationRows.Found::station).toList(),
                found - stations.size(),
                questions.all(InstanceRows.SQL, List.of(), InstanceRows::map),
                questions.all(LoadPartRows.SQL, LoadPartRows.parameters(query), LoadPartRows::map),
                questions.all(CalleeRows.SQL, List.of(), CalleeRows::map),
                questions.all(DestinationRows.SQL, List.of(), DestinationRows::map),
                questions.all(FlowKindRows.SQL, List.of(), FlowKindRows::map));
    }

    /** The newest part that has not too many events, what is looked at before it counted in. */
    private LoadQuery newest(Questions questions, LoadQuery query) {
        long high = Micros.of(query.to());
        long low = Micros.of(query.from());
        for (int i = 0; i < TRIES && high - low > SHORTEST_MICROS; i++) {
            long events = events(questions, low - LoadTables.lookBack(low, high), high);
            if (events <= mostEvents) {
                break;
            }
            double part = Math.min(0.9, (double) mostEvents / events);
            low = high - Math.max(SHORTEST_MICROS, (long) ((high - low) * part));
        }
        return low == Micros.of(query.from()) ? query : query.since(Micros.toInstant(low));
    }

    private static long events(Questions questions, long low, long high) {
        return questions.all(EVENTS, List.of(low, high), row -> row.number(1)).get(0);
    }
}
