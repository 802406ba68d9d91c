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

    /** How many of the matching actions took about how long, over time; where there are none, nothing is told. */
    List<ElapsedCount> elapsedCounts(LatencyQuery query);

    /** How often each module was at each of its endpoints, how long it took and how often it failed ({@code to} exclusive). */
    EndpointList endpoints(Instant from, Instant to, @Nullable String module);

    /** The values that a rule compares with its thresholds, of those stations that come nearest to theirs or exceed it most. */
    MeasuredStations measured(MeasureQuery query);

    /**
     * How many flows began, failed, and how long they took, over time; parts in which none began are left out.
     *
     * @param buckets equal parts that the range is cut into, 1 to 1000
     */
    List<FlowRate> flowRates(Instant from, Instant to, int buckets);

    /** How many events came in, over time; parts in which none came are left out. Else as above. */
    List<IntakeRate> intakeRates(Instant from, Instant to, int buckets);

    /** What was rejected, newest first. */
    Page<Rejection> rejected(@Nullable String cursor, int limit);
}
