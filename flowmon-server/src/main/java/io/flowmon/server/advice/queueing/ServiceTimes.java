/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import java.util.List;

/**
 * Times in service as they were measured.
 *
 * @param meanSeconds their mean
 * @param scv their squared coefficient of variation
 * @param points quantiles at equal distances of probability, ascending: (i + 1/2) / n; at least one
 */
public record ServiceTimes(double meanSeconds, double scv, List<Double> points) {

    public ServiceTimes {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("no times");
        }
    }

    /** The time that {@code part} of them do not exceed. */
    public double percentile(double part) {
        int index = (int) Math.ceil(part * points.size()) - 1;
        return points.get(Math.max(0, Math.min(points.size() - 1, index)));
    }
}
