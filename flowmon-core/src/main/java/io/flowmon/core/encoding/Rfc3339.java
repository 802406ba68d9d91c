/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;

/**
 * Time stamps as {@code 2026-11-22T16:27:09.012345Z}: always six digits, so that text sorts as time does. Written to a
 * buffer that is used again; the three of an event mostly lie in the same second.
 */
final class Rfc3339 {

    private static final int FRACTION = 20;

    private final char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
    private long second = Long.MIN_VALUE;

    /** Writes {@code instant} as a string. */
    void write(Instant instant, JsonGenerator out) {
        if (instant.getEpochSecond() != second) {
            putSecond(instant.getEpochSecond());
        }
        put(FRACTION, 6, instant.getNano() / 1000);
        out.writeString(text, 0, text.length);
    }

    private void putSecond(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        put(0, 4, time.getYear());
        put(5, 2, time.getMonthValue());
        put(8, 2, time.getDayOfMonth());
        put(11, 2, time.getHour());
        put(14, 2, time.getMinute());
        put(17, 2, time.getSecond());
        second = epochSecond;
    }

    private void put(int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
