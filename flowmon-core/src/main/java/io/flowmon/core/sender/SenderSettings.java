/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.time.Duration;

/**
 * Bounds and times of a sender.
 *
 * @param queueEvents most events that wait to be encoded
 * @param queueBytes most memory in bytes that waiting events may hold, by {@code Event.sizeInBytes}
 * @param batchEvents most events in a batch
 * @param batchBytes most bytes in a batch before compression; an event that alone needs more is dropped
 * @param windowBytes most bytes sent and not acknowledged, and of arrays kept for batches to come; the server may ask
 *     for less
 * @param compress whether batches are compressed with gzip
 * @param interval how often waiting events are collected into a batch
 * @param retryMin how long to wait for an acknowledgement before sending again, the first time
 * @param retryMax the same after many vain attempts; in between it doubles, give or take a fifth; never less than
 *     {@code retryMin}
 * @param heartbeat how often the sender reports on itself
 * @param shutdown how long closing may take to deliver what is left
 */
public record SenderSettings(
        int queueEvents,
        long queueBytes,
        int batchEvents,
        int batchBytes,
        long windowBytes,
        boolean compress,
        Duration interval,
        Duration retryMin,
        Duration retryMax,
        Duration heartbeat,
        Duration shutdown) {

    public SenderSettings {
        requirePositive(queueEvents, "queueEvents");
        requirePositive(queueBytes, "queueBytes");
        requirePositive(batchEvents, "batchEvents");
        requirePositive(batchBytes, "batchBytes");
        requirePositive(windowBytes, "windowBytes");
        requirePositive(interval.toMillis(), "interval");
        requirePositive(retryMin.toMillis(), "retryMin");
        requirePositive(retryMax.toMillis(), "retryMax");
        requirePositive(heartbeat.toMillis(), "heartbeat");
        if (shutdown.isNegative()) {
            throw new IllegalArgumentException("shutdown must not be negative, and is " + shutdown);
        }
    }

    /** What suits a service with some hundred requests a second. */
    public static SenderSettings defaults() {
        return new SenderSettings(
                20_000,
                32L << 20,
                1_000,
                512 << 10,
                4L << 20,
                false,
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    private static void requirePositive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, and is " + value);
        }
    }
}
