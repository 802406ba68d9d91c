/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.DestinationLoad;
import io.flowmon.server.store.Gaps;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.StationLoad;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How work arrives.
 *
 * @param rate in 1/s, of all instances together
 * @param meanGapSeconds mean time between two arrivals in one queue, as measured; 0 when there was none
 * @param scv squared coefficient of variation of that time
 * @param observed how many such times were measured
 * @param unsteadiness by how much the rate changes from part to part beyond chance, as a part of the rate; 0 where chance
 *     explains it
 */
record Arrivals(double rate, double meanGapSeconds, double scv, long observed, Basis basis, double unsteadiness) {

    private static final double MOST_SENDERS_REPORT = 0.9;

    /** What the rate and its variation were seen by. */
    enum Basis {
        /** The sends, on the senders' clocks. */
        SENT,
        /** The receipts, on the clock of each instance. */
        RECEIVED,
        /** The receipts of a sample: what is left of a stream by chance looks random whatever it was, so 1 is taken. */
        SAMPLED
    }

    static Arrivals of(
            StationLoad load,
            List<InstanceLoad> instances,
            Span span,
            Handout handout,
            @Nullable DestinationLoad destination) {
        boolean bySends = handout == Handout.SHARED && destination != null && isAllFor(load, destination);
        Gaps gaps = bySends && destination != null ? destination.gaps() : together(instances);
        double represented = bySends && destination != null ? destination.represented() : load.arrived();
        Basis basis = load.sampled() ? Basis.SAMPLED : bySends ? Basis.SENT : Basis.RECEIVED;
        double scv = load.sampled() || gaps.count() == 0 ? 1 : gaps.scv();
        return new Arrivals(
                represented / span.seconds(),
                gaps.meanSeconds(),
                scv,
                gaps.count(),
                basis,
                Steadiness.beyondChance(span.counts(), scv));
    }

    /** Entries of a stream go to each group of consumers; of what else several modules take from, nobody knows whose a send is. */
    private static boolean isAllFor(StationLoad load, DestinationLoad destination) {
        return destination.gaps().count() > 0
                && destination.sent() >= MOST_SENDERS_REPORT * load.arrivals()
                && (destination.receivers() <= 1 || destination.endpoint().startsWith("STREAM "));
    }

    private static Gaps together(List<InstanceLoad> instances) {
        long count = 0;
        double mean = 0;
        double scv = 0;
        for (InstanceLoad instance : instances) {
            Gaps gaps = instance.gaps();
            count += gaps.count();
            mean += gaps.count() * gaps.meanSeconds();
            scv += gaps.count() * gaps.scv();
        }
        return count == 0 ? new Gaps(0, 0, 0) : new Gaps(count, mean / count, scv / count);
    }
}
