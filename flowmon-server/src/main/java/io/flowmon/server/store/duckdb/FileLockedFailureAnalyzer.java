/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that another server is running on the same data. */
final class FileLockedFailureAnalyzer extends AbstractFailureAnalyzer<FileLockedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FileLockedException cause) {
        return new FailureAnalysis(
                "Another process has the database open. " + cause.getMessage(),
                "Stop the other process, or set flowmon.server.data to another folder.",
                cause);
    }
}
