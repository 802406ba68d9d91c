/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import io.flowmon.server.event.StoredEvent;
import java.util.List;

/** Questions about flows. Any thread; each call is bounded in time and rows by the implementation. */
public interface FlowStore {

    /** The flows that match, newest first. */
    Page<FlowSummary> flows(FlowQuery query);

    /** The events of one flow by {@code timestamp}, then {@code sequence}; empty when the flow is unknown. */
    List<StoredEvent> events(String correlationId);
}
