/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.text.Numbers;

/** Parts as texts tell them. */
final class Percent {

    private Percent() {}

    /** With one decimal at most, and the sign. */
    static String of(double part) {
        return Numbers.rounded(Math.rint(1_000 * part) / 10) + "%";
    }
}
