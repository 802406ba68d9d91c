/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.advice.queueing.GgcQueue;
import io.flowmon.server.advice.queueing.ServiceTimes;
import io.flowmon.server.advice.queueing.Station;
import io.flowmon.server.advice.queueing.Target;
import io.flowmon.server.store.StationLoad.Service;

/**
 * A station as the formulas take it.
 *
 * @param uncertainty twice the standard error of the work that arrives (rate times service time), as a part of it: in 95 of
 *     100 cases the truth is within
 */
record Model(Station station, Target target, int instances, double uncertainty) {

    static Model of(Observation seen, Service service, Target target) {
        Arrivals arrivals = seen.arrivals();
        Station station = new Station(
                arrivals.rate(),
                arrivals.scv(),
                new ServiceTimes(service.meanSeconds(), service.scv(), service.points()),
                seen.servers().perInstance(),
                seen.handout() == Handout.SHARED);
        long observed = Math.max(1, seen.load().ended());
        double error = 2 * Math.sqrt((arrivals.scv() + service.scv()) / observed);
        return new Model(station, target, seen.servers().instances(), error);
    }

    /** The queue as it stands. */
    GgcQueue now() {
        return station.queue(instances, 1);
    }

    /** The same with as much more work as there may be in truth. */
    Station atMost() {
        return new Station(
                station.arrivalRate() * (1 + uncertainty),
                station.arrivalScv(),
                station.service(),
                station.serversPerInstance(),
                station.shared());
    }
}
