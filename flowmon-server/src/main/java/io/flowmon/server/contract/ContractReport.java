/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.store.ContractTotal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** How contracts are doing, for programs and screens alike. Any thread; asks the store nothing. */
@Component
public final class ContractReport {

    private final ContractRunner runner;

    ContractReport(ContractRunner runner) {
        this.runner = runner;
    }

    /** All of them, without their texts. */
    public ContractsDocument all() {
        ContractRunner.State state = runner.state();
        return new ContractsDocument(
                state.files().stream()
                        .map(file -> ContractDocument.of(file, total(state, file), false))
                        .toList(),
                state.judgedUpTo(),
                state.skipped(),
                state.trouble());
    }

    /**
     * One with its steps and its text.
     *
     * @throws ResponseStatusException 404 if there is none of that name
     */
    public ContractDocument one(String contract) {
        ContractRunner.State state = runner.state();
        ContractFile file = find(state, contract);
        return ContractDocument.of(file, total(state, file), true);
    }

    /** As {@link #one}, for those who hold flows against it. */
    ContractFile file(String contract) {
        return find(runner.state(), contract);
    }

    private static ContractFile find(ContractRunner.State state, String contract) {
        return state.files().stream()
                .filter(file -> file.id().equals(contract))
                .findFirst()
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no contract " + contract));
    }

    private static @Nullable ContractTotal total(ContractRunner.State state, ContractFile file) {
        return state.totals().get(file.id());
    }
}
