/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.FlowFacets;
import io.flowmon.server.store.FlowFacets.Facet;
import io.flowmon.server.store.FlowFacets.FacetValue;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.duckdb.query.Readers;
import java.util.ArrayList;
import java.util.List;

/**
 * What the flows of a query have, by how many of them have it. Events outside of the query's time do not count: by what they
 * have no flow would be found.
 */
final class FacetCounts {

    /** Of rows with {@code value} and a flow's {@code weight}; the parameter is how many are told. */
    private static final String MOST_FREQUENT = """
             SELECT value, CAST(round(sum(weight)) AS BIGINT) AS flows, count(*) OVER ()
            FROM found WHERE value <> '' GROUP BY value ORDER BY flows DESC, value LIMIT ?
            """;

    private static final String OUTCOMES = ", found AS (SELECT outcome AS value, weight FROM matching)";

    /** Of the events that have all that is asked of one event. */
    private static final String OF_EVENTS = """
            , found AS (
                SELECT value, weight FROM (
                    SELECT DISTINCT correlation_id, %s AS value FROM event WHERE %s AND %s
                ) JOIN matching USING (correlation_id))""";

    private static final String KEY_NAME = "unnest(json_keys(business_keys))";

    private final Readers readers;
    private final int most;

    private FacetCounts(Readers readers, int most) {
        this.readers = readers;
        this.most = most;
    }

    static FlowFacets of(Readers readers, FlowQuery query, int most) {
        FacetCounts counts = new FacetCounts(readers, most);
        return new FlowFacets(
                counts.ofEvents(query.ofAnyModule(), "module_type"),
                counts.ofEvents(query.ofAnyEndpoint(), "endpoint"),
                counts.ask(FlowSelection.of(readers, query.ofAnyOutcome()), OUTCOMES, List.of()),
                counts.keyNames(query));
    }

    private Facet ofEvents(FlowQuery query, String column) {
        EventConditions conditions = new EventConditions(query);
        List<Object> parameters = new ArrayList<>(FlowSelection.range(query));
        parameters.addAll(conditions.parameters());
        return ask(
                FlowSelection.of(readers, query),
                OF_EVENTS.formatted(column, Micros.IN_RANGE, conditions.sql()),
                parameters);
    }

    /** A key may stand on another event than the one that has module and endpoint. */
    private Facet keyNames(FlowQuery query) {
        return ask(
                FlowSelection.of(readers, query),
                OF_EVENTS.formatted(KEY_NAME, Micros.IN_RANGE, "business_keys IS NOT NULL"),
                FlowSelection.range(query));
    }

    private Facet ask(FlowSelection selection, String found, List<Object> further) {
        List<Object> parameters = new ArrayList<>(selection.parameters());
        parameters.addAll(further);
        parameters.add((long) most);
        List<Counted> rows = readers.all(
                selection.with() + found + MOST_FREQUENT,
                parameters,
                row -> new Counted(new FacetValue(row.requiredText(1), row.number(2)), row.number(3)));
        return new Facet(
                rows.stream().map(Counted::value).toList(),
                rows.isEmpty() ? 0 : rows.get(0).found() - rows.size());
    }

    /**
     * A value as a row.
     *
     * @param found how many values there are
     */
    private record Counted(FacetValue value, long found) {}
}
