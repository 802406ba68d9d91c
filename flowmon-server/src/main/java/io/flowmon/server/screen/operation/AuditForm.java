/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.TimedForm;
import org.jspecify.annotations.Nullable;

/** What the audit page shows, as it stands in the address; absent or empty for no condition. */
record AuditForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable String principal,
        @Nullable String type,
        @Nullable String cursor)
        implements TimedForm {

    @Override
    public String defaultRange() {
        return "7d";
    }

    /** The first page with the same conditions. */
    ScreenAddress first() {
        return ScreenAddress.of("/audit")
                .with("range", range)
                .with("from", from)
                .with("to", to)
                .with("zone", times().fixedTimes() ? zone : null)
                .with("principal", principal)
                .with("type", type);
    }
}
