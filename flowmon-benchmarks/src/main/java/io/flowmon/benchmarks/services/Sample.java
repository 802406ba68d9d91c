/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

/**
 * One variant's figures of one round.
 *
 * @param warmUpSeconds how long the compilers were at work before
 */
record Sample(int warmUpSeconds, Load flatOut, Load paced, long residentBytes) {

    private static final double MEGA = 1024 * 1024;

    double residentMegabytes() {
        return residentBytes / MEGA;
    }

    @Override
    public String toString() {
        return "%.0f µs (paced %.0f), %.1f KB, %.0f/s, p99 %.1f ms, %d s warm-up, %.2f received per request"
                .formatted(
                        flatOut.cpuWithoutCompilersMicros(),
                        paced.cpuWithoutCompilersMicros(),
                        flatOut.allocatedKilobytes(),
                        flatOut.result().perSecond(),
                        flatOut.result().p99Millis(),
                        warmUpSeconds,
                        flatOut.receivedPerRequest());
    }
}
