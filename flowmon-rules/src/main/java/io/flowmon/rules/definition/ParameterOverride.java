/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import org.jspecify.annotations.Nullable;

/**
 * A parameter's value in place of the rule's default. The most specific one counts: endpoint of a module, endpoint, module,
 * everything.
 *
 * @param rule the rule's id
 * @param module a {@code module_type}, or null for all
 * @param endpoint or null for all
 * @param value as written, for instance {@code 500ms}
 */
public record ParameterOverride(
        String rule, @Nullable String module, @Nullable String endpoint, String parameter, String value) {

    boolean isGeneral() {
        return module == null && endpoint == null;
    }

    int specificity() {
        return (endpoint == null ? 0 : 2) + (module == null ? 0 : 1);
    }
}
