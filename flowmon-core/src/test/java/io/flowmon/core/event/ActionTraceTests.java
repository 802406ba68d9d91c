/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.TraceIds;
import io.flowmon.core.context.Traces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActionTraceTests {

    private static final TraceIds OUTER = new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
    private static final TraceIds INNER = new TraceIds(OUTER.traceId(), "53995c3f42cd8ad8");

    private @Nullable TraceIds span;
    private final Traces.Registration registration = Traces.register(() -> span);

    @AfterEach
    void unregister() {
        registration.close();
    }

    @Test
    void events_carryTheSpanInWhichTheActionBegan() {
        span = OUTER;
        Action action = begin();
        span = INNER;

        assertThat(spanOf(action.beginEvent("b", "e"))).isEqualTo(OUTER);
        span = null;
        assertThat(spanOf(action.endEvent("e", "e", Outcome.OK, null))).isEqualTo(OUTER);
    }

    @Test
    void actionThatBeganOutside_takesTheSpanThatItIsSeenInFirst() {
        Action action = begin();
        span = OUTER;
        action.noteTrace();
        span = null;

        assertThat(spanOf(action.endEvent("e", "e", Outcome.OK, null))).isEqualTo(OUTER);
    }

    @Test
    void actionThatBeginsAgain_takesTheSpanOfThatMomentOrKeepsTheFirst() {
        span = OUTER;
        Action action = begin();
        span = INNER;
        assertThat(spanOf(action.beginAgain().beginEvent("b", "e"))).isEqualTo(INNER);
        span = null;
        assertThat(spanOf(action.beginAgain().beginEvent("b", "e"))).isEqualTo(OUTER);
    }

    @Test
    void withoutTracing_eventsCarryNoIds() {
        Event event = begin().beginEvent("b", "e").build();

        assertThat(event.traceId()).isNull();
        assertThat(event.spanId()).isNull();
    }

    @Test
    void sourceThatThrows_isPassedOver() {
        span = INNER;
        registration.close();
        try (Traces.Registration broken = Traces.register(() -> {
                    throw new IllegalStateException("broken");
                });
                Traces.Registration working = Traces.register(() -> span)) {
            assertThat(broken).isNotNull();
            assertThat(working).isNotNull();
            assertThat(Traces.current()).isEqualTo(INNER);
        }
        assertThat(Traces.current()).isNull();
    }

    private static Action begin() {
        return Action.begin(FlowContext.newFlow(), Role.INTERNAL, null, null);
    }

    private static @Nullable TraceIds spanOf(EventBuilder builder) {
        Event event = builder.build();
        return event.traceId() == null || event.spanId() == null ? null : new TraceIds(event.traceId(), event.spanId());
    }
}
