/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a contract's file may say, and how mistakes are told. */
class ContractReaderTests {

    private static final String START = "name: Order\nstarts-with: {module: shop, endpoint: POST /orders}\n";

    @Test
    void everything_isRead() {
        ContractFile file = ContractReader.read("order", "order.yaml", """
                name: Order
                description: What a customer orders.
                what-to-do: Ask the shop's team.
                severity: critical
                starts-with: {module: shop, endpoint: POST /orders}
                outcome: [ok, client_error]
                within: 10s
                takes: 5s
                settle: 2m
                resolve-after: 1h
                order: sequential
                others: allowed
                steps:
                  - module: 'store*'
                    endpoint: GET /stock
                    count: 2..*
                    within: 300ms
                    takes: 1s
                    others: forbidden
                    steps:
                      - endpoint: LIST parcels
                        optional: true
                """);

        assertThat(file.problems()).isEmpty();
        Contract contract = file.contract();
        assertThat(contract).isNotNull();
        assertThat(contract.rule()).isEqualTo("contract:order");
        assertThat(contract.severity()).hasToString("CRITICAL");
        assertThat(contract.within()).isEqualTo(Duration.ofSeconds(10));
        assertThat(contract.settle()).isEqualTo(Duration.ofMinutes(2));
        assertThat(contract.resolveAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(contract.root().outcomes()).containsExactlyInAnyOrder("ok", "client_error");
        assertThat(contract.root().inOrder()).isTrue();
        assertThat(contract.root().othersForbidden()).isFalse();
        ExpectedStep step = contract.root().steps().get(0);
        assertThat(step.module())
                .satisfies(module -> assertThat(module.matches("store-2")).isTrue());
        assertThat(step.count()).isEqualTo(new Count(2, Count.UNBOUNDED));
        assertThat(step.outcomes()).containsExactly("ok");
        assertThat(step.within()).isEqualTo(Duration.ofMillis(300));
        assertThat(step.takes()).isEqualTo(Duration.ofSeconds(1));
        assertThat(step.steps().get(0).optional()).isTrue();
        assertThat(step.steps().get(0).module()).isNull();
        assertThat(step.steps().get(0).othersForbidden()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ordr: any                             | 3:1  | there is no \"ordr\" in a contract",
                "severity: bad                         | 3:11 | \"severity\" is one of critical, info, warning",
                "within: soon                          | 3:9  | \"within\" is a duration such as 300ms",
                "within: 2d                            | 3:9  | \"within\" is from 1ms to 86400s",
                "within: 10                            | 3:9  | \"within\" has no unit, such as 10ms, 10s or 10m",
                "steps: [{endpoint: '***********'}]    | 3:20 | \"endpoint\" has more than 10 * in it",
                "outcome: fine                         | 3:10 | \"outcome\" is any, or of cancelled",
                "order: [any]                          | 3:8  | \"order\" is a text",
                "order:                                | 3:7  | \"order\" has no value",
                "steps: none                           | 3:8  | \"steps\" is a list",
                "steps: [5]                            | 3:9  | a step is written as \"key: value\" lines",
                "steps: [{module: a}]                  | 3:9  | \"endpoint\" is missing",
                "steps: [{endpoint: b, count: 5..1}]   | 3:30 | \"count\" is a number or a range",
                "steps: [{endpoint: b, count: 0}]      | 3:30 | \"count\" is a number or a range",
                "steps: &s [{endpoint: b, steps: *s}]  | 3:12 | more than 500 steps, or more than 20 below each other",
                "name: Twice                           | 3:1  | \"name\" stands twice",
                "a: b: c                               | 3:5  | mapping values are not allowed here",
                "others: 'x                            | 4:1  | found unexpected end of stream"
            })
    void mistake_isToldWithItsPlace(String line, String place, String message) {
        ContractFile file = ContractReader.read("order", "order.yaml", START + line + "\n");

        assertThat(file.contract()).isNull();
        assertThat(file.problems().get(0).toString())
                .startsWith("order.yaml:" + place + ": ")
                .contains(message);
    }

    @Test
    void allMistakes_areToldAtOnce() {
        ContractFile file =
                ContractReader.read("order", "order.yaml", "severity: bad\nsteps:\n  - {endpoint: a, cuont: 1}\n");

        assertThat(file.problems()).hasSize(4);
    }

    @Test
    void nothing_andWhatIsNoYaml_isToldToo() {
        assertThat(ContractReader.read("a", "a.yaml", "# nothing\n").problems()).hasSize(1);
        assertThat(ContractReader.read("a", "a.yaml", "- a\n").problems().get(0).message())
                .contains("a contract is written as");
        assertThat(ContractReader.read("a", "a.yaml", "name: \u0001\n").problems())
                .hasSize(1);
        assertThat(ContractReader.read("a", "a.yaml", "a: b\n---\nc: d\n").problems())
                .isNotEmpty();
    }

    @Test
    void tags_makeNothing() {
        ContractFile file = ContractReader.read(
                "order", "order.yaml", START + "description: !!javax.script.ScriptEngineManager [a]\n");

        assertThat(file.problems().get(0).message()).contains("tag is not allowed");
    }
}
