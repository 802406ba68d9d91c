/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a folder with contracts. */
class ContractFolderTests {

    private static final String CONTRACT = "name: Order\nstarts-with: {endpoint: POST /orders}\n";

    @TempDir
    Path folder;

    @Test
    void files_areReadAgain_onlyWhenSomethingChanges() throws IOException {
        ContractFolder contracts = new ContractFolder(folder);
        assertThat(contracts.changed()).hasValue(List.of());
        assertThat(contracts.changed()).isEmpty();

        Files.writeString(folder.resolve("order.yaml"), CONTRACT);
        Files.writeString(folder.resolve("notes.txt"), "none");
        assertThat(contracts.changed().orElseThrow()).singleElement().satisfies(file -> {
            assertThat(file.id()).isEqualTo("order");
            assertThat(file.contract()).isNotNull();
        });
        assertThat(contracts.changed()).isEmpty();

        Files.writeString(folder.resolve("order.yaml"), CONTRACT + "severity: info\n");
        assertThat(contracts.changed()).isPresent();
        Files.delete(folder.resolve("order.yaml"));
        assertThat(contracts.changed()).isEmpty();
        assertThat(contracts.changed()).hasValue(List.of());
    }

    @Test
    void whatIsGoneAtOneLookAlone_isNotGone() throws IOException {
        Path order = Files.writeString(folder.resolve("order.yaml"), CONTRACT);
        ContractFolder contracts = new ContractFolder(folder);
        assertThat(contracts.changed()).isPresent();

        Path aside = Files.move(order, folder.resolve("order.yaml~"));
        assertThat(contracts.changed()).isEmpty();
        Files.move(aside, order);
        assertThat(contracts.changed()).isEmpty();
    }

    @Test
    void hiddenFiles_linksToNothing_andFolders_areNoContracts() throws IOException {
        Files.writeString(folder.resolve("order.yaml"), CONTRACT);
        Files.createSymbolicLink(folder.resolve(".#order.yaml"), Path.of("me@host.1234:567"));
        Files.createSymbolicLink(folder.resolve("dangling.yaml"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("linked.yaml"), folder.resolve("order.yaml"));
        Files.writeString(folder.resolve(".order.yaml"), CONTRACT);
        Files.createDirectories(folder.resolve("folder.yaml"));

        assertThat(new ContractFolder(folder).changed().orElseThrow())
                .extracting(ContractFile::id)
                .containsExactly("linked", "order");
    }

    @Test
    void folderThatCannotBeRead_isToldAsSuch_whenTwoLooksAgree() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Files.writeString(inner.resolve("order.yaml"), CONTRACT);
        ContractFolder contracts = new ContractFolder(inner);
        assertThat(contracts.changed().orElseThrow()).singleElement().satisfies(file -> assertThat(file.unread())
                .isFalse());

        Path aside = Files.move(inner, folder.resolve("aside"));
        assertThat(contracts.changed()).isEmpty();
        assertThat(contracts.changed().orElseThrow()).singleElement().satisfies(file -> assertThat(file.unread())
                .isTrue());
        assertThat(contracts.changed()).isEmpty();
        Files.move(aside, inner);
        assertThat(contracts.changed()).isEmpty();
        assertThat(contracts.changed().orElseThrow())
                .extracting(ContractFile::id)
                .containsExactly("order");
    }

    @Test
    void filesThatAreNoneAndDoubleOnes_areToldApart() throws IOException {
        Files.writeString(folder.resolve("order.yaml"), CONTRACT);
        Files.writeString(folder.resolve("order.yml"), CONTRACT);
        Files.writeString(folder.resolve("Big Order.yaml"), CONTRACT);
        Files.writeString(folder.resolve("draft.yaml"), CONTRACT);
        Files.write(folder.resolve("latin.yaml"), new byte[] {(byte) 0xE9});

        List<ContractFile> files = new ContractFolder(folder).changed().orElseThrow();

        assertThat(files).hasSize(4).allSatisfy(file -> assertThat(file.contract())
                .isNull());
        assertThat(files.stream().flatMap(file -> file.problems().stream()).map(ContractProblem::message))
                .anySatisfy(text -> assertThat(text).contains("order.yaml as well"))
                .anySatisfy(text -> assertThat(text).contains("small letters"))
                .anySatisfy(text -> assertThat(text).contains("not UTF-8"));
    }

    @Test
    void folderThatIsNotThere_isAProblem_untilItIs() throws IOException {
        Path later = folder.resolve("later");
        ContractFolder contracts = new ContractFolder(later);
        assertThat(contracts.changed().orElseThrow())
                .singleElement()
                .satisfies(file -> assertThat(file.problems().toString()).contains("is no folder"));

        Files.createDirectories(later);
        assertThat(contracts.changed()).isEmpty();
        assertThat(contracts.changed()).hasValue(List.of());
        assertThat(new ContractFolder(null).changed()).hasValue(List.of());
    }
}
