/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Counts what was masked. */
final class Tally {

    private long masked;

    /** Counts one value and gives what stands in its place. */
    String mask() {
        masked++;
        return Masker.MASK;
    }

    void add(int values) {
        masked += values;
    }

    /** Forgets what was counted since: it is done again. */
    void reset(long before) {
        masked = before;
    }

    long masked() {
        return masked;
    }
}
