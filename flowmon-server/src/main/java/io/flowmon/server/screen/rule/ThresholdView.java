/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.rule;

import io.flowmon.server.api.RuleDocument;
import io.flowmon.server.screen.alert.RuleText;
import io.flowmon.server.text.VisibleText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a rule.
 *
 * @param used what counts where nothing more specific is set
 * @param changed whether that is not the default
 * @param special values for a module, an endpoint, or both
 */
record ThresholdView(
        String name, String used, boolean changed, String defaultValue, String meaning, List<Special> special) {

    /** A value, and what for. */
    record Special(
            String value, @Nullable String module, @Nullable String endpoint) {}

    static ThresholdView of(String rule, RuleDocument.Setting setting) {
        return new ThresholdView(
                setting.name(),
                VisibleText.line(setting.used()),
                !setting.used().equals(setting.defaultValue()),
                setting.defaultValue(),
                RuleText.of(rule, "parameter." + setting.name(), setting.meaning()),
                setting.values().stream()
                        .filter(value -> value.module() != null || value.endpoint() != null)
                        .map(value -> new Special(
                                VisibleText.line(value.value()), visible(value.module()), visible(value.endpoint())))
                        .toList());
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : VisibleText.line(text);
    }
}
