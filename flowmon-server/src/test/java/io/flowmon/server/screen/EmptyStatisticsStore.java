/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.store.ElapsedCount;
import io.flowmon.server.store.EndpointList;
import io.flowmon.server.store.FlowRate;
import io.flowmon.server.store.IntakeRate;
import io.flowmon.server.store.LatencyBucket;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.MeasureQuery;
import io.flowmon.server.store.MeasuredStations;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Rejection;
import io.flowmon.server.store.StatisticsStore;
import io.flowmon.server.store.Topology;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store to which nobody has sent anything yet. */
final class EmptyStatisticsStore implements StatisticsStore {

    @Override
    public Topology topology(Instant from, Instant to) {
        return new Topology(List.of(), List.of(), 0, 1);
    }

    @Override
    public List<LatencyBucket> latency(LatencyQuery query) {
        return List.of();
    }

    @Override
    public List<ElapsedCount> elapsedCounts(LatencyQuery query) {
        return List.of();
    }

    @Override
    public EndpointList endpoints(Instant from, Instant to, @Nullable String module) {
        return new EndpointList(List.of(), 0);
    }

    @Override
    public MeasuredStations measured(MeasureQuery query) {
        return new MeasuredStations(List.of(), 0);
    }

    @Override
    public List<FlowRate> flowRates(Instant from, Instant to, int buckets) {
        return List.of();
    }

    @Override
    public List<IntakeRate> intakeRates(Instant from, Instant to, int buckets) {
        return List.of();
    }

    @Override
    public Page<Rejection> rejected(@Nullable String cursor, int limit) {
        return new Page<>(List.of(), null);
    }
}
