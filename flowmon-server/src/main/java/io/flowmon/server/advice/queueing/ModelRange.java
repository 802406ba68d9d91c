/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * Where the mean wait of {@link GgcQueue} was within 10% of simulation: a test of this project holds it against simulated
 * queues with deterministic, Erlang, exponential, hyperexponential and lognormal times. Outside, two moments no longer say
 * enough: two kinds of arrivals with the same mean and variance wait differently.
 */
public final class ModelRange {

    private static final double NEARLY_RANDOM = 0.2;
    private static final int FEW_SERVERS = 4;

    private ModelRange() {}

    /** Whether the mean wait of such a queue can be relied on to 10%. */
    public static boolean contains(GgcQueue queue) {
        return queue.isStable()
                && (Math.abs(queue.arrivalScv() - 1) <= NEARLY_RANDOM ? withRandomArrivals(queue) : withOthers(queue));
    }

    private static boolean withRandomArrivals(GgcQueue queue) {
        if (queue.servers() == 1) {
            return queue.serviceScv() <= 4;
        }
        return queue.servers() <= FEW_SERVERS
                ? queue.serviceScv() <= 4 && queue.utilisation() >= 0.6
                : queue.serviceScv() <= 1.5 && queue.utilisation() >= 0.8;
    }

    private static boolean withOthers(GgcQueue queue) {
        double arrival = queue.arrivalScv();
        double service = queue.serviceScv();
        return arrival >= 0.5
                && arrival <= 1.5
                && (arrival < 1 || service >= 1)
                && service <= 1.5
                && queue.servers() <= 2
                && queue.utilisation() >= 0.8;
    }
}
