/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.ContractCase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which cases are known, and what of them is still to be kept. */
class CasesTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void casesBeyondTheBound_areForgotten_theOldestFirst() {
        Cases cases = new Cases(2, 0, List.of(one("a", 0, null), one("b", 1, null)));
        cases.put(one("a", 2, null));
        cases.put(one("c", 3, null));

        assertThat(cases.get("order", "b")).isNull();
        assertThat(cases.get("order", "a")).isNotNull();
        assertThat(cases.gone()).containsExactly(new ContractCase.Key("order", "b"));
        assertThat(cases.kept()).extracting(ContractCase::correlationId).containsExactly("a", "c");
        assertThat(cases.kept()).isEmpty();
    }

    @Test
    void caseThatIsToBeJudgedAgain_isDueOnce_andNotForgottenBefore() {
        Cases cases = new Cases(10, 10, List.of(one("a", 0, 100), one("b", 0, null)));

        assertThat(cases.due(START, START.plusSeconds(99))).isEmpty();
        assertThat(cases.due(START.plusSeconds(99), START.plusSeconds(100)))
                .extracting(ContractCase::correlationId)
                .containsExactly("a");
        cases.forgetBefore(START.plusSeconds(50));
        assertThat(cases.get("order", "a")).isNotNull();
        assertThat(cases.get("order", "b")).isNull();
        cases.forgetBefore(START.plusSeconds(101));
        assertThat(cases.get("order", "a")).isNull();
    }

    @Test
    void casesThatWait_areNotForgottenForOthers_andAreCountedBeyondTheirOwnBound() {
        Cases cases = new Cases(1, 2, List.of(one("a", 0, 100)));
        for (int i = 1; i < 5; i++) {
            cases.put(one("decided" + i, i, null));
        }
        assertThat(cases.get("order", "a")).isNotNull();
        assertThat(cases.get("order", "decided4")).isNotNull();
        assertThat(cases.forgotten()).isZero();

        cases.put(one("b", 5, 100));
        cases.put(one("c", 6, 100));
        assertThat(cases.get("order", "a")).isNull();
        assertThat(cases.due(START, START.plusSeconds(100)))
                .extracting(ContractCase::correlationId)
                .containsExactly("b", "c");
        assertThat(cases.forgotten()).isOne();
        assertThat(cases.gone()).contains(new ContractCase.Key("order", "a"));
        cases.put(one("b", 7, null));
        assertThat(cases.due(START, START.plusSeconds(100)))
                .extracting(ContractCase::correlationId)
                .containsExactly("c");
    }

    @Test
    void casesOfOtherContracts_areForgotten() {
        Cases cases = new Cases(10, 10, List.of(one("a", 0, null)));
        cases.retainOf(Set.of("other"));

        assertThat(cases.gone()).hasSize(1);
    }

    private static ContractCase one(String flow, int second, @Nullable Integer due) {
        return new ContractCase(
                "order", flow, 1, START.plusSeconds(second), due == null ? null : START.plusSeconds(due), List.of());
    }
}
