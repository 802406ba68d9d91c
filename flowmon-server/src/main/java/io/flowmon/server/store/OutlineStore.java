/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.Collection;
import java.util.List;

/** Many flows at once, as a question that somebody waits for. Any thread; bounded in time and size by the implementation. */
public interface OutlineStore {

    /** Those of the flows that are there and have at most {@code mostEvents} events. */
    List<FlowOutline> outlines(Collection<String> correlationIds, int mostEvents);
}
