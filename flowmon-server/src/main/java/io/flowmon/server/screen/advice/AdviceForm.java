/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.advice;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.TimedForm;
import org.jspecify.annotations.Nullable;

/** What the advice page shows, as it stands in the address; absent or empty for no condition. */
record AdviceForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String module,
        @Nullable String endpoint)
        implements TimedForm {

    @Override
    public String defaultRange() {
        return "1h";
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
