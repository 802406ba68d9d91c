/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import io.flowmon.server.screen.TimeGrid;
import io.flowmon.server.screen.latency.EndpointRow;
import io.flowmon.server.screen.latency.LatencyForm;

/**
 * A change as a line that leads to its curves.
 *
 * @param row the endpoint where it is
 * @param key of the line's text, which takes {@code before} and {@code now}
 * @param bad whether it is one for the worse
 */
record ChangeView(EndpointRow row, String key, String before, String now, boolean bad) {

    static ChangeView of(Change change, TimeGrid grid, double minutes, LatencyForm form) {
        return new ChangeView(
                EndpointRow.of(change.endpoint(), null, form, grid, minutes),
                "overview.change." + change.kind(),
                change.before(),
                change.now(),
                change.kind().equals("errors") || change.kind().equals("slower"));
    }
}
