/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Questions about flows. Any thread; each call is bounded in time and rows by the implementation. */
public interface FlowStore {

    /** The flows that match, newest first. */
    Page<FlowSummary> flows(FlowQuery query);

    /**
     * The events of one flow by {@code timestamp}, then {@code sequence}; empty when the flow is unknown. A page may be
     * shorter than {@code limit} when events are large; whether it is the last one its cursor tells.
     *
     * @param cursor where the page before ended; null for the first one
     * @param limit events a page; what is more than the store's own bound counts as that
     */
    Page<StoredEvent> events(String correlationId, @Nullable String cursor, int limit);

    /** Number of events of one flow. */
    long eventCount(String correlationId);
}
