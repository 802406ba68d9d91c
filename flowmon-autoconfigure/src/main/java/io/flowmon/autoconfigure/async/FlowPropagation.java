/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.Uuids;
import io.micrometer.context.ContextRegistry;

/**
 * Makes context-propagation know this application's flow for as long as its context lives. The registry is one for the
 * whole process, so each application has a key of its own: of two in one process, each passes on its own flow.
 */
final class FlowPropagation implements AutoCloseable {

    private final String key = "io.flowmon.flow." + Uuids.create();

    FlowPropagation(MessagesInHand messages) {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new FlowAccessor(key, messages));
    }

    @Override
    public void close() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(key);
    }
}
