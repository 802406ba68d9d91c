/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.ContractTotal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is unread goes on as it is kept. */
class KeptContractsTests {

    private static final String KEPT = "name: Order\nstarts-with: {endpoint: POST /orders}\n";
    private static final List<ContractTotal> TOTALS =
            List.of(new ContractTotal("order", KEPT, 3, 2, 1), new ContractTotal("other", KEPT, 0, 0, 0));
    private static final List<ContractProblem> PROBLEMS = List.of(new ContractProblem("file", 1, 1, "cannot be read"));

    @Test
    void unreadFile_goesOnAsItIsKept_withItsProblem() {
        ContractFile read = ContractReader.read("other", "other.yaml", KEPT);

        List<ContractFile> files = KeptContracts.fill(List.of(unread("order"), read, unread("new")), TOTALS);

        assertThat(files).hasSize(3);
        assertThat(files.get(0).contract()).isNotNull();
        assertThat(files.get(0).text()).isEqualTo(KEPT);
        assertThat(files.get(0).problems()).isEqualTo(PROBLEMS);
        assertThat(files.get(1)).isSameAs(read);
        assertThat(files.get(2).contract()).as("nothing is kept of it").isNull();
    }

    @Test
    void unreadFolder_allThatAreKeptGoOn() {
        List<ContractFile> files = KeptContracts.fill(List.of(unread("")), TOTALS);

        assertThat(files).extracting(ContractFile::id).containsExactly("", "order", "other");
        assertThat(files.subList(1, 3))
                .allSatisfy(file -> assertThat(file.contract()).isNotNull());
    }

    private static ContractFile unread(String id) {
        return new ContractFile(id, "file", "", null, PROBLEMS, true);
    }
}
