/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.text.Numbers;
import java.util.Locale;

/**
 * A share as sentences tell it: with one decimal at most, and the sign.
 *
 * @param part such as 0.125
 */
record Share(double part) {

    String in(Locale language) {
        return Numbers.percent(Numbers.rounded(Math.rint(1_000 * part) / 10, language), language);
    }
}
