/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a flow, in words; null where nothing is. */
final class Problems {

    private Problems() {}

    /** A heading, and a line for each item. */
    static String list(String heading, List<String> items) {
        return heading + ":\n  " + String.join("\n  ", items);
    }

    /** Exactly these messages, in this order. */
    static @Nullable String hops(Flow flow, List<String> expected) {
        return flow.hopNames().equals(expected) ? null : hops(flow, expected, "these hops, in this order", true);
    }

    /** Exactly these messages, in any order. */
    static @Nullable String hopsInAnyOrder(Flow flow, List<String> expected) {
        List<String> actual = flow.hopNames();
        return without(actual, expected).isEmpty() && without(expected, actual).isEmpty()
                ? null
                : hops(flow, expected, "these hops, in any order", true);
    }

    /** At least these messages. */
    static @Nullable String hopsAmongOthers(Flow flow, List<String> expected) {
        return without(expected, flow.hopNames()).isEmpty() ? null : hops(flow, expected, "at least these hops", false);
    }

    /** At least these messages, in this order. */
    static @Nullable String hopsInOrderAmongOthers(Flow flow, List<String> expected) {
        Iterator<String> left = expected.iterator();
        String next = left.hasNext() ? left.next() : null;
        for (String hop : flow.hopNames()) {
            if (hop.equals(next)) {
                next = left.hasNext() ? left.next() : null;
            }
        }
        return next == null ? null : hops(flow, expected, "at least these hops, in this order", false);
    }

    private static String hops(Flow flow, List<String> expected, String what, boolean noOthers) {
        List<String> missing = without(expected, flow.hopNames());
        List<String> unexpected = noOthers ? without(flow.hopNames(), expected) : List.of();
        StringBuilder text = new StringBuilder(list("Expecting " + what, expected)).append('\n');
        if (!missing.isEmpty()) {
            text.append(list("but these are missing", missing)).append('\n');
        }
        if (!unexpected.isEmpty()) {
            text.append(list((missing.isEmpty() ? "but" : "and") + " these are there besides", unexpected))
                    .append('\n');
        }
        if (missing.isEmpty() && unexpected.isEmpty()) {
            text.append(list("but their order was", flow.hopNames())).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** What is left of the first list, counted, when the second is taken away. */
    private static List<String> without(List<String> these, List<String> those) {
        List<String> left = new ArrayList<>(these);
        those.forEach(left::remove);
        return left;
    }
}
