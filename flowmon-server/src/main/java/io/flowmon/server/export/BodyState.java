/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import tools.jackson.databind.JsonNode;

/** How much of a request's body an event tells. */
public enum BodyState {
    /** All of it, or there was none. */
    WHOLE,
    /** The first part. */
    CUT,
    /** There was one, of which nothing is told. */
    NOT_RECORDED;

    static BodyState of(JsonNode params, boolean told) {
        if (!told) {
            boolean some = params.path("body_size").asLong(0) > 0
                    || params.path("body_omitted").asBoolean(false);
            return some ? NOT_RECORDED : WHOLE;
        }
        boolean cut = params.path("body_truncated").asBoolean(false)
                || params.path("body_unread").asBoolean(false);
        return cut ? CUT : WHOLE;
    }
}
