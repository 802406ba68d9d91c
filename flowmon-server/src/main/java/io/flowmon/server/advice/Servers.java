/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.StationLoad;
import io.flowmon.server.store.StationLoad.Waits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to work.
 *
 * @param perInstance how many actions an instance works on at once at most
 * @param peak most that an instance was seen to work on at once
 * @param instances how many there were at the same time
 * @param seen how many there were in the whole time, one after the other included
 */
record Servers(int perInstance, Source source, int peak, int instances, int seen) {

    /** Where the number for an instance is from. */
    enum Source {
        CONFIGURED,
        /** The most seen at once, while others waited in the instance: it does no more. */
        LIMIT_SEEN,
        /** The most seen at once: it may be able to do more. */
        PEAK_SEEN
    }

    private static final double WAITED = 0.01;

    static Servers of(StationLoad load, List<InstanceLoad> instances, @Nullable Integer configured) {
        int peak = instances.stream().mapToInt(InstanceLoad::peak).max().orElse(0);
        int together = instances.size() < load.instances() ? load.instances() : together(instances);
        if (configured != null) {
            return new Servers(configured, Source.CONFIGURED, peak, together, load.instances());
        }
        Source source = waited(load) ? Source.LIMIT_SEEN : Source.PEAK_SEEN;
        return new Servers(Math.max(1, peak), source, peak, together, load.instances());
    }

    int all() {
        return perInstance * instances;
    }

    private static boolean waited(StationLoad load) {
        Waits pool = load.pool();
        return pool.meanSeconds() != null
                && load.service() != null
                && pool.meanSeconds() > WAITED * load.service().meanSeconds();
    }

    /** How many overlapped, from the first to the last that is known of each. */
    private static int together(List<InstanceLoad> instances) {
        List<Change> changes = new ArrayList<>();
        for (InstanceLoad instance : instances) {
            changes.add(new Change(instance.first().toEpochMilli(), 1));
            changes.add(new Change(instance.last().toEpochMilli(), -1));
        }
        changes.sort(Comparator.comparingLong(Change::at).thenComparing(Change::by, Comparator.reverseOrder()));
        int now = 0;
        int most = 1;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }

    private record Change(long at, int by) {}
}
