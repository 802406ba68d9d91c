/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts the flows that {@link FlowStore#flows} lists. Cursor and limit of a query have no meaning here. */
public interface FlowCountStore {

    /**
     * How many began when, and how many of them failed; parts in which none began are left out. A flow that began before the
     * query's time, and went on in it, counts where that begins.
     *
     * @param origin where a part begins, not after the query's time
     * @param width of each part
     */
    List<FlowCount> counts(FlowQuery query, Instant origin, Duration width);

    /**
     * What they could be narrowed by.
     *
     * @param most values of each kind
     */
    FlowFacets facets(FlowQuery query, int most);
}
