/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import java.nio.charset.StandardCharsets;

/** The beginning of something rejected: enough to recognise it by. */
public final class FirstBytes {

    private static final int KEPT = 1024;
    private static final int REASON = 200;

    private FirstBytes() {}

    /** The first bytes as text; what is not UTF-8 is replaced. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static String of(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, KEPT), StandardCharsets.UTF_8);
    }

    static String shorten(String message) {
        return message.length() <= REASON ? message : message.substring(0, REASON) + "…";
    }
}
