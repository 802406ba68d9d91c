/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import io.flowmon.server.store.Silence;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A silence as a line.
 *
 * @param key null for all alerts of the rule
 */
record SilenceView(String id, String rule, @Nullable String key, String by, Instant until, String note) {

    static SilenceView of(Silence silence) {
        return new SilenceView(
                silence.id(),
                VisibleText.of(silence.rule()),
                silence.key() == null ? null : VisibleText.of(silence.key()),
                VisibleText.of(silence.by()),
                silence.until(),
                VisibleText.of(silence.note()));
    }
}
