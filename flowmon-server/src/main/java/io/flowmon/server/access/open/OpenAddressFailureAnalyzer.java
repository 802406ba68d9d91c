/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set. */
final class OpenAddressFailureAnalyzer extends AbstractFailureAnalyzer<OpenAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OpenAddressException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ". Anyone there could " + cause.danger() + ".",
                "Set " + cause.setting() + "=127.0.0.1, or " + cause.remedy()
                        + ", or, if something else keeps strangers away from " + cause.address()
                        + ", set flowmon.server.allow-open=true.",
                cause);
    }
}
