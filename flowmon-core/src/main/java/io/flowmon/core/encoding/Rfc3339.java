/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Time stamps as {@code 2026-11-22T16:27:09.012345Z}: always six digits, so that text sorts as time does. */
final class Rfc3339 {

    private static final int LENGTH = 27;

    private Rfc3339() {}

    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        char[] text = new char[LENGTH];
        put(text, 0, 4, time.getYear());
        text[4] = '-';
        put(text, 5, 2, time.getMonthValue());
        text[7] = '-';
        put(text, 8, 2, time.getDayOfMonth());
        text[10] = 'T';
        put(text, 11, 2, time.getHour());
        text[13] = ':';
        put(text, 14, 2, time.getMinute());
        text[16] = ':';
        put(text, 17, 2, time.getSecond());
        text[19] = '.';
        put(text, 20, 6, time.getNano() / 1000);
        text[26] = 'Z';
        return new String(text);
    }

    private static void put(char[] text, int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
