/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The contract that the documents show. */
class ExampleContractTests {

    @Test
    void example_isUsable_isInTheDocument_andTheDemosFlowsKeepIt() throws IOException {
        String text = text();
        Contract contract =
                ContractReader.read("demo-order", "demo-order.yaml", text).contract();

        assertThat(contract).isNotNull();
        assertThat(Files.readString(Path.of("..", "docs", "contracts.md"))).contains("```yaml\n" + text + "```");
        assertThat(Judge.judge(contract, order(3).tree())).isEmpty();
        assertThat(Judge.judge(contract, order(0).tree())).singleElement().satisfies(deviation -> assertThat(
                        deviation.text())
                .isEqualTo("expected 1..1000 × LIST app_queue of backend below POST /endpoint2 of middleend, found 0"));
    }

    private static TestFlow order(int messages) {
        TestFlow flow = new TestFlow("demo")
                .begins("order", "frontend", "POST /messages", 0, 120)
                .call("order", "estimate", "frontend", "middleend", "GET /endpoint1", 10, 30)
                .call("order", "dispatch", "frontend", "middleend", "POST /endpoint2", 40, 110);
        for (int i = 0; i < messages; i++) {
            flow.message("dispatch", "m" + i, "middleend", "backend", "LIST app_queue", 50 + i, 1000 + i, "ok");
        }
        return flow;
    }

    private static String text() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(ExampleContractTests.class.getResourceAsStream("demo-order.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
