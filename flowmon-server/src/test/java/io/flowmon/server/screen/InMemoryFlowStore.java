/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.store.FlowCount;
import io.flowmon.server.store.FlowCountStore;
import io.flowmon.server.store.FlowFacets;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Flows in memory, with the conditions that the screens' tests ask for. */
final class InMemoryFlowStore implements FlowStore, FlowCountStore {

    private final Map<String, List<StoredEvent>> flows = new ConcurrentHashMap<>();

    void put(List<StoredEvent> events) {
        flows.put(events.get(0).correlationId(), events);
    }

    void clear() {
        flows.clear();
    }

    @Override
    public Page<FlowSummary> flows(FlowQuery query) {
        List<FlowSummary> matching = matching(query);
        int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        int to = Math.min(matching.size(), from + query.limit());
        return new Page<>(matching.subList(from, to), cursor(to, matching.size()));
    }

    @Override
    public List<FlowCount> counts(FlowQuery query, Instant origin, Duration width) {
        return FlowCount.of(matching(query), query, origin, width);
    }

    @Override
    public FlowFacets facets(FlowQuery query, int most) {
        Map<String, Long> modules = matching(query).stream()
                .flatMap(flow -> flow.modules().stream())
                .collect(Collectors.groupingBy(module -> module, TreeMap::new, Collectors.counting()));
        FlowFacets.Facet none = new FlowFacets.Facet(List.of(), 0);
        return new FlowFacets(
                new FlowFacets.Facet(
                        modules.entrySet().stream()
                                .map(one -> new FlowFacets.FacetValue(one.getKey(), one.getValue()))
                                .toList(),
                        0),
                none,
                none,
                none);
    }

    private List<FlowSummary> matching(FlowQuery query) {
        return flows.keySet().stream()
                .map(this::summary)
                .filter(flow ->
                        !flow.start().isBefore(query.from()) && flow.start().isBefore(query.to()))
                .filter(flow -> query.outcome() == null
                        || query.outcome().equals(flow.outcome())
                        || (query.outcome().equals(FlowQuery.FAILED) && Outcomes.failed(flow.outcome())))
                .filter(flow -> query.module() == null || flow.modules().contains(query.module()))
                .filter(flow -> query.text() == null || flow.correlationId().contains(query.text()))
                .filter(flow -> query.minDuration() == null || flow.duration().compareTo(query.minDuration()) >= 0)
                .sorted(Comparator.comparing(FlowSummary::start).reversed())
                .toList();
    }

    private static @Nullable String cursor(int next, int size) {
        return next < size ? String.valueOf(next) : null;
    }

    private FlowSummary summary(String correlationId) {
        Flow flow = FlowAssembler.assemble(correlationId, events(correlationId));
        return new FlowSummary(
                correlationId,
                flow.start(),
                flow.duration(),
                flow.modules(),
                flow.moments().get(0).event().endpoint(),
                flow.endedSteps(),
                flow.moments().size(),
                flow.outcome(),
                1);
    }

    @Override
    public Page<StoredEvent> events(String correlationId, @Nullable String cursor, int limit) {
        return new Page<>(events(correlationId), null);
    }

    @Override
    public long eventCount(String correlationId) {
        return events(correlationId).size();
    }

    private List<StoredEvent> events(String correlationId) {
        return flows.getOrDefault(correlationId, List.of());
    }
}
