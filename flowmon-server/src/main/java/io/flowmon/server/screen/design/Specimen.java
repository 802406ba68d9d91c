/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fragment in all its states.
 *
 * @param fragment such as {@code ui :: time}
 * @param within what it stands in: {@code p}, {@code div}, {@code fields}, {@code select}, {@code table}, {@code timeline},
 *     {@code alert} or {@code advice}
 * @param lines those that include it, which the page itself is made with
 */
record Specimen(String fragment, String within, List<String> lines) {

    Specimen {
        lines = List.copyOf(lines);
    }

    /** Names its place on the page and its text. */
    public String id() {
        return fragment.replace(" :: ", "_");
    }

    /** What is copied where a fragment is nothing but marks of the style sheet; null for others. */
    public @Nullable String part() {
        return fragment.startsWith("parts :: ") ? fragment.substring("parts :: ".length()) : null;
    }
}
