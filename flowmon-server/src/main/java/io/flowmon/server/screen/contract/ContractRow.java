/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.contract;

import io.flowmon.server.contract.ContractDocument;
import io.flowmon.server.contract.ContractProblem;
import io.flowmon.server.screen.alert.AlertView;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract in the list.
 *
 * @param id empty for the folder itself, when it cannot be read
 * @param state {@code running}; {@code as_before} while its file cannot be read and what was in force goes on; {@code unusable}
 * @param judged null as long as nothing was judged, as the next three
 * @param open how many of its alerts go on
 * @param last when a flow deviated last, as alerts of the last days tell; null if none did
 */
record ContractRow(
        String id,
        String name,
        String state,
        String tone,
        @Nullable String severity,
        @Nullable String module,
        @Nullable String endpoint,
        @Nullable Long judged,
        @Nullable Long kept,
        @Nullable Long deviating,
        @Nullable Long uncertain,
        long open,
        @Nullable Instant last,
        List<ContractProblem> problems) {

    static ContractRow of(ContractDocument contract, List<AlertView> alerts) {
        String name = contract.name();
        String state = state(contract);
        return new ContractRow(
                contract.contract(),
                VisibleText.line(name == null ? file(contract) : name),
                state,
                switch (state) {
                    case "running" -> "good";
                    case "as_before" -> "open";
                    default -> "bad";
                },
                contract.severity(),
                visible(contract.module()),
                visible(contract.endpoint()),
                contract.judged(),
                contract.kept(),
                contract.deviating(),
                contract.uncertain(),
                alerts.stream().filter(AlertView::open).count(),
                alerts.stream()
                        .map(AlertView::last)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                contract.problems().stream().map(ContractRow::visible).toList());
    }

    /** Of one without a name: the folder as a whole, or a file that cannot be used. */
    private static String file(ContractDocument contract) {
        return contract.contract().isEmpty() ? contract.file() : contract.contract();
    }

    private static String state(ContractDocument contract) {
        return contract.state().equals("running") && !contract.problems().isEmpty() ? "as_before" : contract.state();
    }

    private static ContractProblem visible(ContractProblem problem) {
        return new ContractProblem(
                VisibleText.line(problem.file()), problem.line(), problem.column(), VisibleText.of(problem.message()));
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : VisibleText.line(text);
    }
}
