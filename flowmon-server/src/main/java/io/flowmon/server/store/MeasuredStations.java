/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;

/**
 * Those with the greatest values for their threshold first.
 *
 * @param omitted how many others have values
 */
public record MeasuredStations(List<MeasuredStation> stations, long omitted) {

    public MeasuredStations {
        stations = List.copyOf(stations);
    }
}
