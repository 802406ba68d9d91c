/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.masking.MaskingRules;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as it arrived.
 *
 * @param event the JSON object
 * @param rules by which its sender masks
 * @param nanos when it arrived, by {@code System.nanoTime()}
 */
record Arrival(JsonNode event, MaskingRules rules, long nanos) {

    String text(String name) {
        return event.path(name).asString("");
    }

    @Nullable
    String id(String name) {
        return event.has(name) ? event.get(name).asString() : null;
    }

    boolean is(String name, String value) {
        return text(name).equals(value);
    }

    /** Whether it closes its action. */
    boolean closes() {
        return event.has("outcome");
    }

    /** The earliest time that it tells of. */
    Instant from() {
        return time(event.has("begin_timestamp") ? "begin_timestamp" : "timestamp");
    }

    /** The latest time that it tells of. */
    Instant to() {
        return time("timestamp");
    }

    private Instant time(String name) {
        return OffsetDateTime.parse(text(name)).toInstant();
    }
}
