/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a module that a call or a message has caused. Where flows are sampled, numbers of actions that are decimals
 * stand for all of them; the others count what is stored. An action counts as arrived when its begin is in the range, as ended
 * when its end is.
 *
 * @param arrivals actions that arrived
 * @param arrived how many they stand for
 * @param ended actions that ended and tell how long they took
 * @param unfinished actions that arrived and whose end is not in the range
 * @param sampled whether some of the flows were recorded among others that were not
 * @param service times in service, the wait before it taken off; null when none ended
 * @param busySeconds time in service within the range, of all instances together
 * @param elsewhereSeconds mean part of the time in service during which a call or a send of the action itself was under way
 * @param bus from the sender's begin to the receipt
 * @param pool from {@code Received message} to {@code Start processing}
 * @param front both together, where both are known
 * @param instances how many took part
 * @param flows correlation ids of the actions that took longest
 */
public record StationLoad(
        StationKey key,
        long arrivals,
        double arrived,
        long ended,
        long unfinished,
        boolean sampled,
        @Nullable Service service,
        double busySeconds,
        double elsewhereSeconds,
        Waits bus,
        Waits pool,
        Waits front,
        int instances,
        List<String> flows) {

    /**
     * Times in service.
     *
     * @param scv squared coefficient of variation
     * @param points quantiles at equal distances of probability, ascending
     */
    public record Service(double meanSeconds, double scv, List<Double> points) {}

    /**
     * Times of waiting.
     *
     * @param known actions for which both ends were reported
     * @param contradictory those whose wait would be negative, since the clocks disagree; they are not among the known
     * @param meanSeconds null when none is known
     */
    public record Waits(
            long known, long contradictory, @Nullable Double meanSeconds) {}
}
