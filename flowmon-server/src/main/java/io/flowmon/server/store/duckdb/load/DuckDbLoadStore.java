/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.store.Load;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.LoadStore;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.duckdb.Micros;
import io.flowmon.server.store.duckdb.query.Questions;
import io.flowmon.server.store.duckdb.query.Readers;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The load out of the event table: its events are read once and put together here. */
final class DuckDbLoadStore implements LoadStore {

    /** The work for a load grows with its events: so many are looked at in less than a tenth of a second. */
    private static final long MOST_EVENTS = 80_000;

    /** Times to look for a part with so many: the events may stand close together. */
    private static final int TRIES = 20;

    private static final long SHORTEST_MICROS = 10_000_000;

    /** With how many times as many a shorter part would tell nothing any more. */
    private static final long TOO_MANY = 4;

    private static final int MOST_INSTANCES = 20_000;

    private static final String EVENTS = "SELECT count(*) FROM event WHERE " + Micros.IN_RANGE;

    /** What was sent before one time and received at that time or later. */
    private static final String SENT_BEFORE = LoadEvent.SQL + " AND role = 'sender' AND message_id IN ("
            + "SELECT message_id FROM event WHERE " + Micros.IN_RANGE + " AND role = 'receiver')";

    /** Flows of one time that go on at another one. */
    private static final String OLDER = "SELECT DISTINCT " + Code.FLOW + " FROM event WHERE " + Micros.IN_RANGE
            + " AND correlation_id IN (SELECT correlation_id FROM event WHERE " + Micros.IN_RANGE + ")";

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
        return QueryScope.inner(() -> readers.together(questions -> load(questions, newest(questions, query))));
    }

    private static Load load(Questions questions, LoadQuery query) {
        LoadRange range = LoadRange.of(query);
        List<LoadEvent> events = questions.working(LoadEvent.SQL, List.of(range.begin(), range.high()), LoadEvent::map);
        Names names = Names.ask(questions, range.begin(), range.high());
        Map<Long, Sent> sent = sent(questions, events, range);
        List<Action> actions = Actions.of(events, sent, names, range);
        Map<StationKey, List<Action>> stations = Station.actions(actions);
        List<Station> told = Station.told(stations, query);
        return new Load(
                query.from(),
                stationLoads(questions, told, range),
                stations.size() - told.size(),
                told.stream().flatMap(Station::instances).limit(MOST_INSTANCES).toList(),
                told.stream().flatMap(Station::parts).toList(),
                told.stream()
                        .flatMap(Station::callees)
                        .sorted(CalleeSums.LONGEST_FIRST)
                        .toList(),
                DestinationLoads.of(sent.values(), actions, names, range),
                FlowKinds.of(events, older(questions, range), actions, range));
    }

    private static Map<Long, Sent> sent(Questions questions, List<LoadEvent> events, LoadRange range) {
        Map<Long, Sent> sent = new LinkedHashMap<>();
        List<Long> times = List.of(range.earliest(), range.low(), range.begin(), range.high());
        questions
                .working(SENT_BEFORE, times, LoadEvent::map)
                .forEach(event -> sent.merge(event.message(), Sent.of(event), Sent::and));
        for (LoadEvent event : events) {
            if (event.sender() && event.message() != Code.NONE && event.moment() >= range.low()) {
                sent.merge(event.message(), Sent.of(event), Sent::and);
            }
        }
        return sent;
    }

    private static List<StationLoad> stationLoads(Questions questions, List<Station> told, LoadRange range) {
        Set<Long> slowest = told.stream()
                .flatMap(station -> station.slowestFlows().stream())
                .collect(Collectors.toSet());
        Map<Long, String> flows = Names.ofFlows(questions, slowest, range.low(), range.high());
        return told.stream().map(station -> station.load(flows::get)).toList();
    }

    /** Flows that went on shortly before the range. */
    private static Set<Long> older(Questions questions, LoadRange range) {
        List<Long> times = List.of(range.earliest(), range.low(), range.begin(), range.high());
        return new HashSet<>(questions.working(OLDER, times, row -> row.number(1)));
    }

    /** The newest part that has not too many events, what is looked at before it counted in. */
    private LoadQuery newest(Questions questions, LoadQuery query) {
        LoadQuery newest = query;
        long events = events(questions, newest);
        for (int i = 0; i < TRIES && events > mostEvents && micros(newest) > SHORTEST_MICROS; i++) {
            double part = Math.min(0.9, (double) mostEvents / events);
            long micros = Math.max(SHORTEST_MICROS, (long) (micros(newest) * part));
            newest = query.since(query.to().minus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MICROS));
            events = events(questions, newest);
        }
        if (events > TOO_MANY * mostEvents) {
            throw new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The newest " + micros(newest) / 1_000_000 + " s of this time have " + events
                            + " events, more than advice looks at (" + TOO_MANY * mostEvents
                            + "); ask for another time");
        }
        return newest;
    }

    private static long micros(LoadQuery query) {
        return ChronoUnit.MICROS.between(query.from(), query.to());
    }

    private static long events(Questions questions, LoadQuery query) {
        LoadRange range = LoadRange.of(query);
        return questions
                .all(EVENTS, List.of(range.begin(), range.high()), row -> row.number(1))
                .get(0);
    }
}
