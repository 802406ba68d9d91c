/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.LoadStore;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
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

    /** With how many times as many a shorter part would tell nothing any more. */
    private static final long TOO_MANY = 10;

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
        long events = events(questions, low, high);
        for (int i = 0; i < TRIES && events > mostEvents && high - low > SHORTEST_MICROS; i++) {
            double part = Math.min(0.9, (double) mostEvents / events);
            low = high - Math.max(SHORTEST_MICROS, (long) ((high - low) * part));
            events = events(questions, low, high);
        }
        if (events > TOO_MANY * mostEvents) {
            throw new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The newest " + (high - low) / 1_000_000 + " s of this time have " + events
                            + " events, more than advice looks at (" + TOO_MANY * mostEvents
                            + "); ask for another time");
        }
        return low == Micros.of(query.from()) ? query : query.since(Micros.toInstant(low));
    }

    private static long events(Questions questions, long low, long high) {
        long begin = low - LoadTables.ownLookBack(low, high);
        return questions.all(EVENTS, List.of(begin, high), row -> row.number(1)).get(0);
    }
}
