/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import org.jspecify.annotations.Nullable;

/** The grammar of correlation ids: 1 to 128 characters of {@code A-Za-z0-9._:-}. */
public final class CorrelationIds {

    private static final int MAX_LENGTH = 128;

    private CorrelationIds() {}

    /** Makes a new id. Any thread, never blocks. */
    public static String create() {
        return Uuids.create().toString();
    }

    /** Whether {@code id} fits the grammar. What comes from outside and does not fit is replaced, never trusted. */
    public static boolean isValid(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '-';
    }
}
