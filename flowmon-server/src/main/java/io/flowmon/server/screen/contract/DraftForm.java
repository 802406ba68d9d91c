/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimedForm;
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
        @Nullable String zone)
        implements TimedForm {

    @Override
    public String defaultRange() {
        return "24h";
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
