/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.Gaps;

/** Mean and variance of weighted values. Not thread-safe. */
final class Moments {

    /** What is left of equal times by rounding is no variation. */
    private static final double LEAST_SCV = 1e-9;

    private long count;
    private double weight;
    private double mean;
    private double squares;

    /** The times between moments in ascending order. */
    static Gaps gaps(long... micros) {
        Moments moments = new Moments();
        for (int i = 1; i < micros.length; i++) {
            moments.add((micros[i] - micros[i - 1]) / 1e6, 1);
        }
        return new Gaps(moments.count, moments.mean, moments.scv());
    }

    /** After West, "Updating mean and variance estimates: an improved method" (1979). */
    void add(double value, double weightOfValue) {
        count++;
        weight += weightOfValue;
        double distance = value - mean;
        mean += distance * weightOfValue / weight;
        squares += weightOfValue * distance * (value - mean);
    }

    long count() {
        return count;
    }

    double weight() {
        return weight;
    }

    /** 0 if there are none. */
    double mean() {
        return mean;
    }

    /** The squared coefficient of variation; 0 if there are none. */
    double scv() {
        double scv = mean == 0 ? 0 : squares / weight / (mean * mean);
        return scv < LEAST_SCV ? 0 : scv;
    }
}
