/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many there must be, both inclusive. */
record Count(int least, int most) {

    /** More than any flow has. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    static final Count ONE = new Count(1, 1);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(\\.\\.(\\d{1,9}|\\*))?");

    /** {@code 3}, {@code 1..5} or {@code 1..*}; nothing if it is none of these. */
    static Optional<Count> parse(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int least = Integer.parseInt(parts.group(1));
        String upper = parts.group(3);
        int most = upper == null ? least : upper.equals("*") ? UNBOUNDED : Integer.parseInt(upper);
        return most < least || most == 0 ? Optional.empty() : Optional.of(new Count(least, most));
    }

    @Override
    public String toString() {
        if (least == most) {
            return Integer.toString(least);
        }
        return least + ".." + (most == UNBOUNDED ? "*" : Integer.toString(most));
    }
}
