/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.DestinationLoad;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was sent to destinations. The clocks of several senders shift their streams, and leave the variation of the sum alone.
 */
final class DestinationLoads {

    private static final int MOST = 1_000;

    private DestinationLoads() {}

    static List<DestinationLoad> of(Collection<Sent> sent, List<Action> actions, Names names, LoadRange range) {
        Map<String, List<Sent>> byEndpoint = sent.stream()
                .filter(one -> one.ok() && one.at() >= range.low() && names.isDestination(one.endpoint()))
                .collect(Collectors.groupingBy(
                        one -> names.endpoint(one.endpoint()).name()));
        Set<Long> received = actions.stream().map(Action::message).collect(Collectors.toSet());
        Map<String, Set<String>> receivers = actions.stream()
                .filter(action -> action.endpoint().destination())
                .collect(Collectors.groupingBy(
                        action -> action.endpoint().name(),
                        Collectors.mapping(action -> action.instance().module(), Collectors.toSet())));
        return byEndpoint.entrySet().stream()
                .map(endpoint -> of(endpoint.getKey(), endpoint.getValue(), received, receivers))
                .sorted(Comparator.comparingLong(DestinationLoad::sent)
                        .reversed()
                        .thenComparing(DestinationLoad::endpoint))
                .limit(MOST)
                .toList();
    }

    private static DestinationLoad of(
            String endpoint, List<Sent> sent, Set<Long> received, Map<String, Set<String>> receivers) {
        return new DestinationLoad(
                endpoint,
                sent.size(),
                sent.stream().mapToDouble(Sent::weight).sum(),
                sent.stream().filter(one -> !received.contains(one.message())).count(),
                receivers.getOrDefault(endpoint, Set.of()).size(),
                Moments.gaps(sent.stream().mapToLong(Sent::at).sorted().toArray()));
    }
}
