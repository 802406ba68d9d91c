/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Ids as text, written to a buffer that is used again: an event has three to five. */
final class IdText {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final int BITS = 4;

    /** Where the digits of each half stand: ranges, each by its begin and its end. */
    private static final int[] MOST_SIGNIFICANT = {0, 8, 9, 13, 14, 18};

    private static final int[] LEAST_SIGNIFICANT = {19, 23, 24, 36};

    private final char[] text = "00000000-0000-0000-0000-000000000000".toCharArray();

    /** Writes {@code id} as a string. */
    void write(UUID id, JsonGenerator out) {
        put(id.getMostSignificantBits(), MOST_SIGNIFICANT);
        put(id.getLeastSignificantBits(), LEAST_SIGNIFICANT);
        out.writeString(text, 0, text.length);
    }

    /** Fills {@code ranges} of the text with the digits of {@code bits}. */
    private void put(long bits, int[] ranges) {
        int shift = Long.SIZE;
        for (int range = 0; range < ranges.length; range += 2) {
            for (int i = ranges[range]; i < ranges[range + 1]; i++) {
                shift -= BITS;
                text[i] = DIGITS[(int) (bits >>> shift) & 0xF];
            }
        }
    }
}
