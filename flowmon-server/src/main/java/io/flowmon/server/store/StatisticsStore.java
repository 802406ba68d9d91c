/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions about many flows at once. Any thread; each call is bounded in time and rows by the implementation. */
public interface StatisticsStore {

    /** Who talked to whom in the time range ({@code to} exclusive). */
    Topology topology(Instant from, Instant to);

    /** How long the matching actions took, over time; buckets in which none ended are left out. */
    List<LatencyBucket> latency(LatencyQuery query);

    /** How often each module was at each of its endpoints, how long it took and how often it failed ({@code to} exclusive). */
    EndpointList endpoints(Instant from, Instant to, @Nullable String module);

    /** What was rejected, newest first. */
    Page<Rejection> rejected(@Nullable String cursor, int limit);
}
