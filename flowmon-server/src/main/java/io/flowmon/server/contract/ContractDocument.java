/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.store.ContractTotal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A contract, and what came of it since its file was last changed.
 *
 * @param rule the id by which alerts name it
 * @param state {@code running} or {@code unusable}
 * @param module pattern of who handles or sends the first message; absent for any
 * @param endpoint pattern of the first message
 * @param judged how many times a flow that had settled was judged
 * @param deviating how many flows were not as they must be
 * @param uncertain how many judgements left something open, because events were lost
 * @param text the file; in the list it is absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContractDocument(
        String contract,
        String rule,
        String file,
        String state,
        List<ContractProblem> problems,
        @Nullable String name,
        @Nullable String description,
        @Nullable String severity,
        @Nullable String module,
        @Nullable String endpoint,
        @Nullable Long judged,
        @Nullable Long deviating,
        @Nullable Long uncertain,
        @Nullable String text) {

    static ContractDocument of(ContractFile file, @Nullable ContractTotal total, boolean withText) {
        Contract contract = file.contract();
        Glob module = contract == null ? null : contract.root().module();
        return new ContractDocument(
                file.id(),
                Contract.ORIGIN + file.id(),
                file.file(),
                contract == null ? "unusable" : "running",
                file.problems(),
                contract == null ? null : contract.name(),
                contract == null ? null : contract.description(),
                contract == null ? null : contract.severity().name().toLowerCase(Locale.ROOT),
                module == null ? null : module.text(),
                contract == null ? null : contract.root().endpoint().text(),
                contract == null || total == null ? null : Long.valueOf(total.judged()),
                contract == null || total == null ? null : Long.valueOf(total.deviating()),
                contract == null || total == null ? null : Long.valueOf(total.uncertain()),
                withText ? file.text() : null);
    }
}
