/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.StationKey;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.StationLoad.Service;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the actions of a station add up to. Not thread-safe. */
final class StationSums {

    private static final int POINTS = 200;
    private static final int SLOWEST = 5;

    private final LoadRange range;
    private final Moments service = new Moments();
    private final DoubleStream.Builder services = DoubleStream.builder();
    private final WaitSums bus = new WaitSums();
    private final WaitSums pool = new WaitSums();
    private final WaitSums front = new WaitSums();
    private final PriorityQueue<Action> slowest = new PriorityQueue<>(Comparator.comparingDouble(Action::service));
    private long arrivals;
    private double arrived;
    private long unfinished;
    private boolean sampled;
    private double busyMicros;
    private double awaySeconds;

    StationSums(LoadRange range) {
        this.range = range;
    }

    void add(Action action) {
        if (action.arrived() >= range.low()) {
            arrivals++;
            arrived += action.weight();
            unfinished += action.hasEnded() ? 0 : 1;
        }
        if (action.hasEnded()) {
            addEnded(action);
        }
        sampled |= action.weight() > 1;
        bus.add(action.busMicros());
        pool.add(action.poolMicros());
        front.add(action.frontMicros());
    }

    private void addEnded(Action action) {
        service.add(action.service(), action.weight());
        services.add(action.service());
        busyMicros += action.weight() * action.busyMicros(range);
        awaySeconds += action.weight() * action.awaySeconds();
        if (slowest.size() < SLOWEST) {
            slowest.add(action);
        } else if (action.service() > slowest.element().service()) {
            slowest.remove();
            slowest.add(action);
        }
    }

    /** Codes of the flows whose actions took longest. */
    List<Long> slowestFlows() {
        return slowest.stream().map(Action::flow).distinct().toList();
    }

    /**
     * All of it; to be asked once.
     *
     * @param instances how many took part
     * @param flowNames correlation ids by their codes
     */
    StationLoad load(StationKey key, int instances, Function<Long, String> flowNames) {
        boolean ended = service.count() > 0;
        return new StationLoad(
                key,
                arrivals,
                arrived,
                service.count(),
                unfinished,
                sampled,
                ended ? new Service(service.mean(), service.scv(), points()) : null,
                busyMicros / 1e6,
                ended ? awaySeconds / service.weight() : 0,
                bus.waits(),
                pool.waits(),
                front.waits(bus.contradictory() + pool.contradictory()),
                instances,
                slowestFlows().stream().map(flowNames).sorted().toList());
    }

    /** Quantiles in the middle of equal parts, interpolated between neighbours. */
    private List<Double> points() {
        double[] sorted = services.build().sorted().toArray();
        return IntStream.range(0, POINTS)
                .mapToObj(i -> point(sorted, (sorted.length - 1) * (i + 0.5) / POINTS))
                .toList();
    }

    private static double point(double[] sorted, double place) {
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
