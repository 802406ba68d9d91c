/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param requests how many were answered; one that fails ends the benchmark
 */
record LoadResult(long requests, double perSecond, double medianMillis, double p99Millis) {

    private static final double NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double PERCENT_50 = 50;
    private static final double PERCENT_99 = 99;

    static LoadResult of(Histogram nanos, long elapsedNanos) {
        return new LoadResult(
                nanos.getTotalCount(),
                nanos.getTotalCount() * (double) TimeUnit.SECONDS.toNanos(1) / elapsedNanos,
                nanos.getValueAtPercentile(PERCENT_50) / NANOS,
                nanos.getValueAtPercentile(PERCENT_99) / NANOS);
    }

    static LoadResult parse(String line) {
        String[] parts = line.split(" ", -1);
        return new LoadResult(
                Long.parseLong(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }

    String toLine() {
        return requests + " " + perSecond + " " + medianMillis + " " + p99Millis;
    }
}
