/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.screen.SearchForm;
import org.jspecify.annotations.Nullable;

/** Of which time a rule's page shows what was measured, as it stands in the address. */
record ValuesForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone) {

    private static final String DEFAULT_RANGE = "1h";

    /** The times as a search reads them. */
    SearchForm times() {
        return SearchForm.ofTimes(usedRange(), from, to, zone);
    }

    String usedRange() {
        String given = SearchForm.given(range);
        return given == null ? DEFAULT_RANGE : given;
    }
}
