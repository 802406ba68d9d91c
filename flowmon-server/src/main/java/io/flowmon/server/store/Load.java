/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;

/**
 * What the modules had to do.
 *
 * @param from since when; later than what was asked for where that has more events than are looked at
 * @param stations the busiest first
 * @param omittedStations less busy ones that one answer does not hold
 * @param instances of these stations
 * @param parts of these stations, by time; those without arrivals are left out
 * @param callees of these stations, those first that took most of their time; of each the first few
 * @param kinds the steps of each kind of flow, the most frequent kind first
 */
public record Load(
        Instant from,
        List<StationLoad> stations,
        long omittedStations,
        List<InstanceLoad> instances,
        List<LoadPart> parts,
        List<Callee> callees,
        List<DestinationLoad> destinations,
        List<FlowKindStep> kinds) {}
