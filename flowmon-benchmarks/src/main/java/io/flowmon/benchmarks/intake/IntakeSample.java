/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

/**
 * One variant in one round.
 *
 * @param perSecond elements stored in a second
 * @param cpuMicros what the server took of the processors for each
 * @param bytesOnDisk what each takes in the server's files
 * @param residentMegabytes the server's memory that is present at the end
 */
record IntakeSample(double perSecond, double cpuMicros, double bytesOnDisk, double residentMegabytes) {

    @Override
    public String toString() {
        return "%.0f/s, %.1f µs of the server's CPU, %.0f bytes on disk, %.0f MB resident"
                .formatted(perSecond, cpuMicros, bytesOnDisk, residentMegabytes);
    }
}
