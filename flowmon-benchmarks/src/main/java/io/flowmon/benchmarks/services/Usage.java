/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

/**
 * What JVMs have used.
 *
 * @param cpuNanos user and system time of the whole processes
 * @param compilerNanos what of it went to the JIT compilers
 * @param allocatedBytes allocated on the heap by Java threads
 */
record Usage(long cpuNanos, long compilerNanos, long allocatedBytes) {

    static final Usage NOTHING = new Usage(0, 0, 0);

    Usage plus(Usage other) {
        return new Usage(
                cpuNanos + other.cpuNanos, compilerNanos + other.compilerNanos, allocatedBytes + other.allocatedBytes);
    }
}
