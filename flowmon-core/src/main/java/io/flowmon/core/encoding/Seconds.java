/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import tools.jackson.core.JsonGenerator;

/** Durations in seconds with nine decimals, such as {@code 0.012345678}. Written to a buffer that is used again. */
final class Seconds {

    private static final int DECIMALS = 9;

    /** The whole seconds of {@code Long.MAX_VALUE} nanoseconds have ten digits. */
    private static final int WHOLE_DIGITS = 10;

    private final char[] text = new char[WHOLE_DIGITS + 1 + DECIMALS];

    /** Writes {@code nanos} as a number; a negative one as zero. */
    void write(long nanos, JsonGenerator out) {
        long rest = Math.max(0, nanos);
        int at = text.length;
        do {
            if (at == text.length - DECIMALS) {
                text[--at] = '.';
            }
            text[--at] = (char) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0 || at >= text.length - DECIMALS);
        out.writeNumber(text, at, text.length - at);
    }
}
