/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * Wait and service together. The wait is that of the model, the service that which was measured, and the two are taken to be
 * independent, as they are where service is in the order of arrival: P(T &gt; t) is the mean of P(W &gt; t - s) over the
 * measured times s.
 */
public record ResponseTime(GgcQueue queue, ServiceTimes service) {

    private static final int STEPS = 60;

    /** Part of the arrivals that are not done after {@code seconds}. */
    public double probabilityAbove(double seconds) {
        double waiting = queue.probabilityOfWaiting();
        double meanWait = queue.meanWaitOfThoseWhoWait();
        double above = 0;
        for (double time : service.points()) {
            above += time > seconds ? 1 : GgcQueue.probabilityOfMore(seconds - time, waiting, meanWait);
        }
        return above / service.points().size();
    }

    /** The time within which {@code part} of the arrivals are done; infinite where the queue is not stable. */
    public double percentile(double part) {
        if (!queue.isStable()) {
            return Double.POSITIVE_INFINITY;
        }
        double low = service.percentile(part);
        double high = service.percentile(1 - (1 - part) / 2) + queue.waitPercentile(1 - (1 - part) / 2);
        for (int i = 0; i < STEPS && low < high; i++) {
            double middle = (low + high) / 2;
            if (probabilityAbove(middle) > 1 - part) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
