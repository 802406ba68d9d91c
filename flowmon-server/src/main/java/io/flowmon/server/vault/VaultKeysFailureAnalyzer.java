/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what is wrong with keys that cannot be bound, before Spring Boot does: that shows the value, which may be a key. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class VaultKeysFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName KEYS = ConfigurationPropertyName.of("flowmon.server.vault.keys");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!cause.getName().equals(KEYS) && !KEYS.isAncestorOf(cause.getName())) {
            return null;
        }
        return new FailureAnalysis(
                "The setting '" + cause.getName()
                        + "' cannot be used. It needs a key for each name, and has one that is" + " not shown here.",
                "Set flowmon.server.vault.keys.<name> to the key that the services have by that name.",
                cause);
    }
}
