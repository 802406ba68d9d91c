/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.screen.TimedForm;
import org.jspecify.annotations.Nullable;

/** Of which time a rule's page shows what was measured, as it stands in the address. */
record ValuesForm(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone) implements TimedForm {

    @Override
    public String defaultRange() {
        return "1h";
    }
}
