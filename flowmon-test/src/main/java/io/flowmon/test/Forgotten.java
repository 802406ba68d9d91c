/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The actions and messages of flows that were cleared, so that what an earlier test left running does not turn up in the
 * next one. Correlation ids would not do: a test may use the same one again.
 */
final class Forgotten {

    private static final int MOST = 100_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    void add(Arrival arrival) {
        ids(arrival, "action_id", "message_id").forEach(id -> ids.put(id, true));
    }

    /** Whether the event is of nothing that was forgotten; otherwise what it is about is forgotten as well. */
    boolean isNew(Arrival arrival) {
        if (ids(arrival, "action_id", "message_id", "parent_message_id").noneMatch(ids::containsKey)) {
            return true;
        }
        add(arrival);
        return false;
    }

    private static Stream<String> ids(Arrival arrival, String... names) {
        return Stream.of(names).map(arrival::text).filter(id -> !id.isEmpty());
    }
}
