/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.InvalidFlowmonPropertyException;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** A list of HTTP statuses: {@code 404} stands for one, {@code 3xx} for all that begin so. */
final class StatusPatterns {

    private static final Pattern GRAMMAR = Pattern.compile("[1-5]([0-9]{2}|xx)");
    private static final int CLASS = 100;

    private final BitSet statuses = new BitSet();

    /**
     * @param property the property that holds the patterns, to be named if one of them cannot be read
     */
    StatusPatterns(String property, Collection<String> patterns) {
        for (String pattern : patterns) {
            String status = checked(property, pattern);
            int first = Integer.parseInt(status.replace('x', '0'));
            statuses.set(first, status.endsWith("x") ? first + CLASS : first + 1);
        }
    }

    boolean isEmpty() {
        return statuses.isEmpty();
    }

    boolean contains(int status) {
        return status >= 0 && statuses.get(status);
    }

    private static String checked(String property, String pattern) {
        String lowerCase = pattern.strip().toLowerCase(Locale.ROOT);
        if (!GRAMMAR.matcher(lowerCase).matches()) {
            throw new InvalidFlowmonPropertyException(
                    property,
                    "\"" + pattern + "\" is not an HTTP status.",
                    "Set " + property + " to statuses such as 404, or 3xx for all that begin with 3.");
        }
        return lowerCase;
    }
}
