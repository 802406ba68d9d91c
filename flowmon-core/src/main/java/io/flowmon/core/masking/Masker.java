/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/**
 * Applies masking rules.
 *
 * <p>Not thread-safe: it reuses its buffers. Every thread makes its own from the same rules.
 */
public final class Masker {

    /** What stands in place of a masked value. */
    public static final String MASK = "***";

    private long masked;

    public Masker(MaskingRules rules) {}

    /** How many values were masked so far. */
    public long masked() {
        return masked;
    }
}
