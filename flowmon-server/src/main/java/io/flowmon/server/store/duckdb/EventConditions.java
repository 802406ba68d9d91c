/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.Durations;
import io.flowmon.server.store.ElapsedCondition;
import io.flowmon.server.store.FlowQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a flow query asks of one and the same event: module, endpoint, what ended, and how long it took. */
final class EventConditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    EventConditions(FlowQuery query) {
        ElapsedCondition action = query.action();
        add("module_type = ?", query.module());
        add("endpoint = ?", query.endpoint());
        add("message_type = ?", action.messageType());
        add("elapsed_time >= ?::DOUBLE", action.least() == null ? null : Durations.seconds(action.least()));
        add("elapsed_time < ?::DOUBLE", action.below() == null ? null : Durations.seconds(action.below()));
    }

    boolean none() {
        return conditions.isEmpty();
    }

    /** All of them, true if there are none. */
    String sql() {
        return none() ? "true" : String.join(" AND ", conditions);
    }

    List<Object> parameters() {
        return parameters;
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.add(value);
        }
    }
}
