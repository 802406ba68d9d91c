/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as a badge shows it.
 *
 * @param tone {@code good}, {@code bad} or {@code open}: the badge's colour and sign
 */
public record OutcomeView(String text, String tone) {

    public static OutcomeView of(@Nullable String outcome) {
        if (outcome == null) {
            return new OutcomeView("open", "open");
        }
        String text = VisibleText.of(outcome).replace('_', ' ');
        return new OutcomeView(text, Outcomes.failed(outcome) ? "bad" : "good");
    }
}
