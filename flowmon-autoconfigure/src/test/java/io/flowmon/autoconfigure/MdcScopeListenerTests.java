/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@SuppressWarnings("try") // scopes are there to be closed
class MdcScopeListenerTests {

    private static final String KEY = "correlation_id";

    private final CurrentFlow flow = new CurrentFlow(List.of(new MdcScopeListener(KEY)));
    private final FlowContext first = new FlowContext("first", null, true);
    private final FlowContext second = new FlowContext("second", null, true);

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void flow_isShownUntilItIsOver() {
        try (CurrentFlow.Scope scope = flow.open(first)) {
            assertShown("first");
        }

        assertShown(null);
    }

    @Test
    void whatTheHostHadPut_isThereAgainAfterwards() {
        MDC.put(KEY, "own");

        try (CurrentFlow.Scope outer = flow.open(first)) {
            assertShown("first");
            try (CurrentFlow.Scope inner = flow.open(second)) {
                assertShown("second");
            }
            assertShown("first");
        }

        assertShown("own");
    }

    @Test
    void whatTheHostPutsMeanwhile_stays() {
        try (CurrentFlow.Scope outer = flow.open(first)) {
            MDC.put(KEY, "own");
            try (CurrentFlow.Scope inner = flow.open(second)) {
                assertShown("second");
            }
            assertShown("own");
        }

        assertShown("own");
    }

    @Test
    void noFlowInsideOfOne_showsWhatTheHostHadPut() {
        MDC.put(KEY, "own");

        try (CurrentFlow.Scope outer = flow.open(first)) {
            try (CurrentFlow.Scope inner = flow.open(null)) {
                assertShown("own");
            }
            assertShown("first");
        }

        assertShown("own");
    }

    @Test
    void manyFlowsWithNoWayBack_areForgottenTogether() {
        MDC.put(KEY, "own");

        for (int i = 0; i < 1000; i++) {
            flow.set(new FlowContext("flow-" + i, null, true));
            assertShown("flow-" + i);
        }
        flow.set(null);

        assertShown("own");
    }

    @Test
    void anotherKey_isUsedInstead() {
        CurrentFlow other = new CurrentFlow(List.of(new MdcScopeListener("flow")));

        try (CurrentFlow.Scope scope = other.open(first)) {
            assertThat(MDC.get("flow")).isEqualTo("first");
            assertShown(null);
        }
    }

    @Test
    void emptyKey_showsNothing() {
        CurrentFlow silent = new CurrentFlow(List.of(new MdcScopeListener("")));

        try (CurrentFlow.Scope scope = silent.open(first)) {
            assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        }
    }

    @Test
    void blankKey_isRefused() {
        assertThatExceptionOfType(InvalidFlowmonPropertyException.class)
                .isThrownBy(() -> new FlowmonProperties.Mdc(" "))
                .satisfies(error -> assertThat(error.property()).isEqualTo("flowmon.mdc.key"));
    }

    private static void assertShown(@Nullable String correlationId) {
        assertThat(MDC.get(KEY)).isEqualTo(correlationId);
    }
}
