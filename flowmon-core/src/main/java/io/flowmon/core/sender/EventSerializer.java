/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.event.Event;
import tools.jackson.core.JsonGenerator;

/** Writes events as JSON. Called by the sender's thread alone. */
@FunctionalInterface
public interface EventSerializer {

    /** Writes {@code event} as one JSON object. An exception costs this event, no other. */
    void serialize(Event event, JsonGenerator out);
}
