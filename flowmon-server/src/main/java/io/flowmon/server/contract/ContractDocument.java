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
 * @param settle seconds for which nothing of a flow must have arrived before it is judged
 * @param judged how many times a flow that had settled was judged
 * @param kept how many of these judgements stand without a deviation
 * @param deviating how many flows were not as they must be
 * @param uncertain how many judgements left something open, because events were lost
 * @param steps the flow's first message and what it causes, from top to bottom; absent in the list
 * @param text the file; in the list it is absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContractDocument(
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
        @Nullable String whatToDo,
        @Nullable Double settle,
        @Nullable Long judged,
        @Nullable Long kept,
        @Nullable Long deviating,
        @Nullable Long uncertain,
        @Nullable List<StepDocument> steps,
        @Nullable String text) {

    static ContractDocument of(ContractFile file, @Nullable ContractTotal total, boolean whole) {
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
                contract == null ? null : contract.whatToDo(),
                contract == null ? null : StepDocument.seconds(contract.settle()),
                contract == null || total == null ? null : Long.valueOf(total.judged()),
                contract == null || total == null
                        ? null
                        : Long.valueOf(Math.max(0, total.judged() - total.deviating())),
                contract == null || total == null ? null : Long.valueOf(total.deviating()),
                contract == null || total == null ? null : Long.valueOf(total.uncertain()),
                contract == null || !whole ? null : StepDocument.of(contract),
                whole ? file.text() : null);
    }
}
