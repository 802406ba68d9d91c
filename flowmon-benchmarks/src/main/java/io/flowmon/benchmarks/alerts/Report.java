/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.alerts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service reports of one moment, without what differs between two of them.
 *
 * @param action which of the flow's actions it is about
 * @param elapsed seconds; null when it begins something
 */
record Report(
        String module,
        String type,
        String endpoint,
        String role,
        int action,
        @Nullable Double elapsed,
        @Nullable String outcome) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Report begin(String module, String endpoint) {
        return new Report(module, "Begin call", endpoint, "receiver", 0, null, null);
    }

    static Report end(String module, String endpoint, double elapsed, String outcome) {
        return new Report(module, "End call", endpoint, "receiver", 0, elapsed, outcome);
    }

    /** An event of a flow, now. */
    ObjectNode in(UUID flow) {
        ObjectNode event = JSON.createObjectNode()
                .put("correlation_id", flow.toString())
                .put("timestamp", Instant.now().toString())
                .put("module_type", module)
                .put("module_id", module + "_host_1")
                .put("endpoint", endpoint)
                .put("message_type", type)
                .put("role", role)
                .put("action_id", id(flow, action))
                .put("message_id", id(flow, endpoint.startsWith("LIST ") ? -1 : -2 - action));
        if (outcome != null) {
            event.put("elapsed_time", elapsed).put("outcome", outcome);
        }
        return event;
    }

    private static String id(UUID flow, int which) {
        return new UUID(flow.getMostSignificantBits(), flow.getLeastSignificantBits() + which).toString();
    }
}
