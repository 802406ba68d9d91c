/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;

/**
 * What a module did at an endpoint, by one measure.
 *
 * @param threshold that counts here
 * @param latest the last value
 * @param greatest the greatest value
 * @param compared how many values there are: one for each action, flow or message, or one for each window
 * @param above how many of them are above the threshold
 * @param points the greatest value of each part of the time that has any, by time
 */
public record MeasuredStation(
        String module,
        String endpoint,
        double threshold,
        double latest,
        double greatest,
        long compared,
        long above,
        List<Point> points) {

    public MeasuredStation {
        points = List.copyOf(points);
    }

    /** The greatest value of the part that begins then. */
    public record Point(Instant from, double value) {}
}
