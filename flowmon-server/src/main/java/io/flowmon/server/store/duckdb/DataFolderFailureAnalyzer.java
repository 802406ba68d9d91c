/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which folder to repair or replace. */
final class DataFolderFailureAnalyzer extends AbstractFailureAnalyzer<DataFolderException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolderException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ": " + cause.getCause() + ".",
                "Make " + cause.folder().toAbsolutePath()
                        + " writable for this user, or set flowmon.server.data to a folder that is.",
                cause);
    }
}
