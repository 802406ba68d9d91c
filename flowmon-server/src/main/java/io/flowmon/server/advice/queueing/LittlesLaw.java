/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * The mean number in a system is the rate of arrivals times the mean time that each stays, whatever the distributions.
 *
 * <p>Source: J. D. C. Little, A proof for the queuing formula L = λW, Operations Research 9, 1961.
 */
public final class LittlesLaw {

    private LittlesLaw() {}

    /** How many are inside on average: of actions in service, the mean concurrency. */
    public static double meanNumber(double arrivalRate, double meanSeconds) {
        return arrivalRate * meanSeconds;
    }
}
