/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

/**
 * A measured load.
 *
 * @param received what arrived meanwhile, in what the receiver counts
 */
record Load(LoadResult result, Usage usage, long received) {

    private static final double MICRO = 1e3;
    private static final double KILO = 1024;

    double cpuMicros() {
        return usage.cpuNanos() / MICRO / result.requests();
    }

    double cpuWithoutCompilersMicros() {
        return (usage.cpuNanos() - usage.compilerNanos()) / MICRO / result.requests();
    }

    double allocatedKilobytes() {
        return usage.allocatedBytes() / KILO / result.requests();
    }

    double receivedPerRequest() {
        return received / (double) result.requests();
    }
}
