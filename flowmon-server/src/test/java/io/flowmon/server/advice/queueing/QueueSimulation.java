/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One queue in front of equal servers, first come first served: what the formulas are held against.
 *
 * @param gaps between arrivals, in units of {@code meanGap}
 * @param service in units of {@code meanService}
 */
public record QueueSimulation(Times gaps, double meanGap, Times service, double meanService, int servers) {

    /** With a mean service time of 1 and such gaps that the servers are busy for that part of the time. */
    static QueueSimulation of(Times gaps, Times service, int servers, double utilisation) {
        return new QueueSimulation(gaps, 1 / (servers * utilisation), service, 1, servers);
    }

    /** Sees every customer, in the order of arrival. */
    @FunctionalInterface
    public interface Observer {
        void served(double arrival, double start, double end, int server);
    }

    /** Lets so many customers through, always the same ones for the same seed. */
    public void run(long seed, int customers, Observer observer) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] freeAt = new double[servers];
        double now = 0;
        for (int i = 0; i < customers; i++) {
            now += gaps.next(random) * meanGap;
            int first = 0;
            for (int server = 1; server < servers; server++) {
                first = freeAt[server] < freeAt[first] ? server : first;
            }
            double start = Math.max(now, freeAt[first]);
            freeAt[first] = start + service.next(random) * meanService;
            observer.served(now, start, freeAt[first], first);
        }
    }

    /** The mean wait, once the empty beginning is forgotten. */
    public double meanWait(long seed, int customers) {
        double[] sum = new double[1];
        int[] seen = new int[1];
        run(seed, customers, (arrival, start, end, server) -> {
            if (seen[0]++ >= customers / 10) {
                sum[0] += start - arrival;
            }
        });
        return sum[0] / (customers - customers / 10);
    }

    /** The time from arrival to end that {@code part} of the customers do not exceed. */
    public double responsePercentile(long seed, int customers, double part) {
        double[] times = new double[customers];
        int[] seen = new int[1];
        run(seed, customers, (arrival, start, end, server) -> times[seen[0]++] = end - arrival);
        double[] steady = Arrays.copyOfRange(times, customers / 10, customers);
        Arrays.sort(steady);
        return steady[(int) (part * steady.length)];
    }

    /** Equal-probability quantiles of the service times. */
    ServiceTimes serviceTimes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] times = new double[200 * 500];
        Arrays.setAll(times, i -> service.next(random) * meanService);
        Arrays.sort(times);
        List<Double> points =
                IntStream.range(0, 200).mapToObj(i -> times[i * 500 + 250]).toList();
        return new ServiceTimes(meanService, service.scv(), points);
    }
}
