/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import org.jspecify.annotations.Nullable;

/** What the advice page shows, as it stands in the address; absent or empty for no condition. */
record AdviceForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String module,
        @Nullable String endpoint) {

    private static final String DEFAULT_RANGE = "1h";

    /** The times as a search reads them. */
    SearchForm times() {
        return SearchForm.ofTimes(usedRange(), from, to, zone);
    }

    String usedRange() {
        String given = SearchForm.given(range);
        return given == null ? DEFAULT_RANGE : given;
    }

    /** Whether something besides the time narrows the page. */
    public boolean filters() {
        return SearchForm.given(module) != null || SearchForm.given(endpoint) != null;
    }

    /** This page with the same times, of everything. */
    public ScreenAddress all() {
        return ScreenAddress.of("/advice")
                .with("range", range)
                .with("from", from)
                .with("to", to)
                .with("zone", times().fixedTimes() ? zone : null);
    }
}
