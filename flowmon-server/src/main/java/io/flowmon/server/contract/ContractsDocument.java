/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All contracts, and how judging is doing.
 *
 * @param judgedUpTo what had settled by then has been judged; absent where nothing is judged
 * @param skipped flows that were not judged since the start of the server
 * @param trouble why flows cannot be judged now, if that is so
 */
public record ContractsDocument(
        List<ContractDocument> contracts,
        @Nullable Instant judgedUpTo,
        long skipped,
        @Nullable String trouble) {

    public ContractsDocument {
        contracts = List.copyOf(contracts);
    }
}
