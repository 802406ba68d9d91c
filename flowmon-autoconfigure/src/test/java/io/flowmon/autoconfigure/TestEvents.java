/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import java.time.Instant;

/** Events for tests that do not care what is in them. */
final class TestEvents {

    private TestEvents() {}

    static Event named(String messageType) {
        return Event.builder("flow-1", Instant.EPOCH, "GET /", messageType, Role.INTERNAL)
                .build();
    }
}
