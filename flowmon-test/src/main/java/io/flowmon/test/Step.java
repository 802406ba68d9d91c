/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One action of one module: sending a message, handling it, or something done meanwhile.
 *
 * @param events its events by time, at least one
 */
record Step(List<Arrival> events) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The event that knows the route's template, and how it ended if it has. */
    Arrival last() {
        return events.get(events.size() - 1);
    }

    String module() {
        return last().text("module_type");
    }

    String endpoint() {
        return last().text("endpoint");
    }

    boolean has(Role role) {
        return last().is("role", role.wireName());
    }

    @Nullable
    Arrival closing() {
        return last().closes() ? last() : null;
    }

    /** It began and has not ended. An event of its own, such as a log, is no action. */
    boolean open() {
        return closing() == null && last().id("action_id") != null;
    }

    Instant begin() {
        return events.stream().map(Arrival::from).min(Comparator.naturalOrder()).orElseThrow();
    }

    Instant end() {
        return last().to();
    }

    /** By its own clock, the wait in the receiver included; null until it has ended. */
    @Nullable
    Duration elapsed() {
        Arrival closing = closing();
        return closing == null || !closing.event().has("elapsed_time")
                ? null
                : Duration.ofNanos(
                        Math.round(closing.event().get("elapsed_time").asDouble() * NANOS_PER_SECOND));
    }

    /** The contract's word; null until it has ended. */
    @Nullable
    String outcome() {
        Arrival closing = closing();
        return closing == null ? null : closing.text("outcome");
    }

    boolean failed() {
        String outcome = outcome();
        return outcome != null && !outcome.equals(Outcome.OK.wireName());
    }

    /** Whether it put a message on a bus, successfully. */
    boolean handedToBus() {
        Arrival closing = closing();
        return closing != null && closing.is("message_type", MessageTypes.SEND_MESSAGE) && !failed();
    }

    /** What it answered, or what escaped from it; empty where the outcome says it all. */
    String detail() {
        Arrival closing = closing();
        if (closing == null || !failed()) {
            return "";
        }
        JsonNode event = closing.event();
        JsonNode error = event.path("error");
        String status = event.path("result").path("status").asString("");
        if (!error.isObject()) {
            return status;
        }
        String type = error.path("type").asString("");
        String message = error.path("message").asString("");
        return (status + " " + type.substring(type.lastIndexOf('.') + 1) + (message.isEmpty() ? "" : ": " + message))
                .strip();
    }
}
