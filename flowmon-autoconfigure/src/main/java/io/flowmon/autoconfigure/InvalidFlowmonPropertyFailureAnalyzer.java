/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a developer which property is wrong and what to set instead. */
final class InvalidFlowmonPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFlowmonPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidFlowmonPropertyException cause) {
        return new FailureAnalysis(
                "The property '" + cause.property() + "' cannot be used. " + cause.reason(), cause.action(), cause);
    }
}
