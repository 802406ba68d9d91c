/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file and what it says.
 *
 * @param id of the contract
 * @param contract null where the file has mistakes
 * @param unread whether it could not be read, so that nothing is known of it; also of the folder as a whole, whose id is empty
 */
record ContractFile(
        String id,
        String file,
        String text,
        @Nullable Contract contract,
        List<ContractProblem> problems,
        boolean unread) {

    ContractFile {
        problems = List.copyOf(problems);
    }
}
