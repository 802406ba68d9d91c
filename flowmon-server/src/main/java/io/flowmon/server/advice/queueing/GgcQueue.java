/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * One queue, first come first served, in front of equal servers (G/G/c).
 *
 * <p>The mean wait is that of M/M/c (Erlang C) times (Ca² + Cs²) / 2: A. O. Allen, Probability, Statistics, and Queueing Theory
 * with Computer Science Applications, 2nd edition 1990, section 5.3 (the Allen-Cunneen approximation), times a correction for
 * arrivals that are not Poisson ({@link VariationFactor}). With Ca² = Cs² = 1 it is exact. Those who wait, wait exponentially
 * long: exact for M/M/c, and for others what heavy traffic comes to (J. F. C. Kingman, The heavy traffic approximation in the
 * theory of queues, 1965).
 *
 * @param arrivalRate in 1/s
 * @param arrivalScv Ca²: squared coefficient of variation of the times between arrivals; 1 is Poisson
 * @param serviceSeconds mean time that one server is kept busy
 * @param serviceScv Cs²: squared coefficient of variation of that time
 */
public record GgcQueue(double arrivalRate, double arrivalScv, double serviceSeconds, double serviceScv, int servers) {

    public GgcQueue {
        if (!(arrivalRate >= 0 && arrivalScv >= 0 && serviceSeconds >= 0 && serviceScv >= 0 && servers >= 1)) {
            throw new IllegalArgumentException("negative or not a number, or no server: " + arrivalRate + ", "
                    + arrivalScv + ", " + serviceSeconds + ", " + serviceScv + ", " + servers);
        }
    }

    /** How many servers the arrivals keep busy on average, in erlang. */
    public double offered() {
        return LittlesLaw.meanNumber(arrivalRate, serviceSeconds);
    }

    /** Part of the time that a server is busy; from 1 the queue grows without end. */
    public double utilisation() {
        return offered() / servers;
    }

    public boolean isStable() {
        return utilisation() < 1;
    }

    /** Mean wait of all, those who do not wait included; infinite where the queue is not stable. */
    public double meanWait() {
        return probabilityOfWaiting() * meanWaitOfThoseWhoWait();
    }

    /** Part of the arrivals that wait. */
    public double probabilityOfWaiting() {
        return isStable() ? Math.min(1, ErlangC.waitProbability(servers, offered()) * factor()) : 1;
    }

    /** Part of the arrivals that wait longer than {@code seconds}, 0 or more. */
    public double probabilityOfWaitingLongerThan(double seconds) {
        return probabilityOfMore(seconds, probabilityOfWaiting(), meanWaitOfThoseWhoWait());
    }

    /** The same of a queue in which that part waits, and that long on average. */
    static double probabilityOfMore(double seconds, double waiting, double meanWait) {
        if (meanWait == 0) {
            return 0;
        }
        return waiting * (Double.isInfinite(meanWait) ? 1 : Math.exp(-seconds / meanWait));
    }

    /** The wait that {@code part} of the arrivals do not exceed, 0 included. */
    public double waitPercentile(double part) {
        double waiting = probabilityOfWaiting();
        return waiting <= 1 - part ? 0 : meanWaitOfThoseWhoWait() * Math.log(waiting / (1 - part));
    }

    double meanWaitOfThoseWhoWait() {
        return isStable()
                ? serviceSeconds / (servers - offered()) * (arrivalScv + serviceScv) / 2
                : Double.POSITIVE_INFINITY;
    }

    private double factor() {
        return offered() == 0 ? 1 : VariationFactor.of(servers, utilisation(), arrivalScv, serviceScv);
    }
}
