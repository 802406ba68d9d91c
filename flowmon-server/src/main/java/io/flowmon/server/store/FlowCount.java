/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many flows began in a part of the time. Counts are scaled to all flows where only a sample is recorded.
 *
 * @param from inclusive
 * @param to exclusive
 * @param failed those of them with another outcome than {@code ok}
 * @param recorded how many of them are stored: less than {@code count} where flows are sampled
 */
public record FlowCount(Instant from, Instant to, long count, long failed, long recorded) {

    /**
     * Counts flows that are at hand, as {@link FlowCountStore#counts} counts those in the store.
     *
     * @param flows all that the query has
     */
    public static List<FlowCount> of(List<FlowSummary> flows, FlowQuery query, Instant origin, Duration width) {
        Map<Long, List<FlowSummary>> parts = flows.stream()
                .collect(Collectors.groupingBy(
                        flow -> part(flow, query, origin, width), TreeMap::new, Collectors.toList()));
        return parts.entrySet().stream()
                .map(part -> of(part.getValue(), origin.plus(width.multipliedBy(part.getKey())), width))
                .toList();
    }

    private static FlowCount of(List<FlowSummary> flows, Instant from, Duration width) {
        return new FlowCount(
                from,
                from.plus(width),
                weight(flows.stream()),
                weight(flows.stream().filter(FlowCount::hasFailed)),
                flows.size());
    }

    private static long part(FlowSummary flow, FlowQuery query, Instant origin, Duration width) {
        Instant start = flow.start().isBefore(query.from()) ? query.from() : flow.start();
        return Duration.between(origin, start).dividedBy(width);
    }

    private static long weight(Stream<FlowSummary> flows) {
        return Math.round(flows.mapToDouble(FlowSummary::weight).sum());
    }

    private static boolean hasFailed(FlowSummary flow) {
        return flow.outcome() != null && !Outcome.OK.wireName().equals(flow.outcome());
    }
}
