/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.duckdb.Micros;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the events of actions together. Keeps their order, since what stands together in memory is read sooner. */
final class Actions {

    private record ActionCode(long instance, long action) {}

    private record ParentCode(long instance, long message) {}

    private Actions() {}

    /**
     * The actions whose receipts are told of in a time.
     *
     * @param sent what was sent, by the code of its message
     */
    static List<Action> of(List<LoadEvent> events, Map<Long, Sent> sent, Names names, LoadRange range) {
        Map<ParentCode, List<Call>> calls = calls(events, names);
        Collection<List<LoadEvent>> receipts = events.stream()
                .filter(event -> event.isReceipt() && event.moment() >= range.low())
                .collect(Collectors.groupingBy(
                        event -> new ActionCode(event.instance(), event.action()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
        return receipts.stream()
                .map(Handling::new)
                .map(handling -> Action.of(
                        handling,
                        sent.get(handling.message()),
                        calls.getOrDefault(new ParentCode(handling.last().instance(), handling.message()), List.of()),
                        names))
                .toList();
    }

    /** What was sent and called, and how long it took, by the message that it was done for. */
    private static Map<ParentCode, List<Call>> calls(List<LoadEvent> events, Names names) {
        Map<ParentCode, List<Call>> calls = new LinkedHashMap<>();
        for (LoadEvent event : events) {
            Double elapsed = event.elapsed();
            if (event.sender() && event.parent() != Code.NONE && elapsed != null) {
                Call call = new Call(
                        names.endpoint(event.endpoint()).name(),
                        names.peer(event.peer()),
                        event.begin(),
                        event.begin() + Micros.ofSeconds(elapsed));
                calls.computeIfAbsent(new ParentCode(event.instance(), event.parent()), parent -> new ArrayList<>(1))
                        .add(call);
            }
        }
        return calls;
    }
}
