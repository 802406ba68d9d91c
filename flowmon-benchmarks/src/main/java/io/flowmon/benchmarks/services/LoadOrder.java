/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

/**
 * What a load generator is to do.
 *
 * @param maxPauseMillis the longest pause between two requests of a connection; 0 for none
 */
record LoadOrder(String url, int seconds, int maxPauseMillis) {

    static LoadOrder parse(String line) {
        String[] parts = line.split(" ", -1);
        return new LoadOrder(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    String toLine() {
        return url + " " + seconds + " " + maxPauseMillis;
    }
}
