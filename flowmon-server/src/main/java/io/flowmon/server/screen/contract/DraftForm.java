/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import org.jspecify.annotations.Nullable;

/**
 * Which flows a contract is to be drawn from.
 *
 * @param module that handles their first message
 * @param endpoint of that message
 * @param flow the id of the flow from whose page one came; absent without
 */
record DraftForm(
        @Nullable String module,
        @Nullable String endpoint,
        @Nullable String flow,
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone) {

    private static final String DEFAULT_RANGE = "24h";

    /** The times as a search reads them. */
    SearchForm times() {
        return SearchForm.ofTimes(usedRange(), from, to, zone);
    }

    String usedRange() {
        String given = SearchForm.given(range);
        return given == null ? DEFAULT_RANGE : given;
    }

    /** The same question to the interface. */
    ScreenAddress data(String start, String end) {
        return ScreenAddress.of("/api/contracts/draft")
                .with("module", module)
                .with("endpoint", endpoint)
                .with("from", start)
                .with("to", end);
    }
}
