/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the events about one message into actions: by {@code action_id} where they carry one, and for events from
 * elsewhere by who reported them, one action after the other.
 */
final class StepGrouping {

    private final Map<Key, List<StoredEvent>> current = new HashMap<>();
    private final List<List<StoredEvent>> groups = new ArrayList<>();

    void add(StoredEvent event) {
        Key key = Key.of(event);
        List<StoredEvent> group = current.get(key);
        if (group == null || (event.actionId() == null && Step.closes(group.get(group.size() - 1)))) {
            group = new ArrayList<>();
            current.put(key, group);
            groups.add(group);
        }
        group.add(event);
    }

    /** The actions in the order of their first events. */
    List<List<StoredEvent>> groups() {
        return groups;
    }

    private record Key(@Nullable UUID actionId, String role, String moduleId, String endpoint) {

        static Key of(StoredEvent event) {
            return event.actionId() == null
                    ? new Key(null, event.role(), event.moduleId(), event.endpoint())
                    : new Key(event.actionId(), event.role(), event.moduleId(), "");
        }
    }
}
