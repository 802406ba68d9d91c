/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as cells. A spreadsheet takes what begins with certain characters for a formula and reckons it, even when it is
 * quoted; most of what a table holds was written by somebody else. Such a text gets an apostrophe before it, as OWASP's page on
 * CSV injection says.
 */
final class CsvCell {

    /** Also as full-width characters, which spreadsheets take for the same. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvCell() {}

    /** The cell; empty for null. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Collection<?> several) {
            return guarded(several.stream().map(String::valueOf).collect(Collectors.joining("; ")));
        }
        return guarded(value.toString());
    }

    private static String guarded(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
