/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which file is damaged, and the ways out. */
final class DamagedStoreFailureAnalyzer extends AbstractFailureAnalyzer<DamagedStoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DamagedStoreException cause) {
        return new FailureAnalysis(cause.getMessage() + ".", cause.action(), cause);
    }
}
