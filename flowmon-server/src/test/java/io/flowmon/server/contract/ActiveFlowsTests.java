/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.event.RuleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which flows have settled between two times. */
class ActiveFlowsTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @Test
    void flowSettles_onceAfterEachLastArrival() {
        ActiveFlows flows = new ActiveFlows(10);
        flows.see(event("a", 0));
        flows.see(event("b", 0));
        flows.see(event("a", 5));

        assertThat(flows.settled(SETTLE, at(0), at(9))).isEmpty();
        assertThat(flows.settled(SETTLE, at(9), at(10))).containsExactly("b");
        assertThat(flows.settled(SETTLE, at(10), at(14))).isEmpty();
        assertThat(flows.settled(SETTLE, at(14), at(20))).containsExactly("a");
        assertThat(flows.settled(SETTLE, at(20), at(30))).isEmpty();
    }

    @Test
    void flowsBeyondTheBound_areLeftOut_andCountedOnce() {
        ActiveFlows flows = new ActiveFlows(2);
        for (String flow : new String[] {"a", "b", "c", "c", "d", "c", "a"}) {
            flows.see(event(flow, 0));
        }

        assertThat(flows.settled(SETTLE, at(0), at(10))).containsExactlyInAnyOrder("a", "b");
        assertThat(flows.skipped()).isEqualTo(2);
        flows.forgetBefore(at(0));
        flows.see(event("e", 1));
        assertThat(flows.settled(SETTLE, at(0), at(11))).containsExactly("e");
    }

    @Test
    void timeGoesNoFurther_thanSoManyFlowsSettle() {
        ActiveFlows flows = new ActiveFlows(10);
        for (int i = 0; i < 5; i++) {
            flows.see(event("f" + i, i));
        }

        assertThat(flows.whenSettled(2, Set.of(SETTLE), at(0), at(60))).isEqualTo(at(11));
        assertThat(flows.whenSettled(2, Set.of(SETTLE), at(11), at(60))).isEqualTo(at(13));
        assertThat(flows.whenSettled(2, Set.of(SETTLE), at(13), at(60))).isEqualTo(at(60));
    }

    @Test
    void flow_isUnderWaySinceItsFirstEvent_orNobodyKnowsSinceWhen() {
        ActiveFlows flows = new ActiveFlows(10);
        flows.see(event("a", 3));
        flows.see(event("a", 5));
        flows.seeAgain(event("b", 3));
        flows.see(event("b", 5));

        assertThat(flows.isSince("a", 2)).isFalse();
        assertThat(flows.isSince("a", 3)).isTrue();
        assertThat(flows.isSince("b", 2)).isTrue();
        assertThat(flows.isSince("c", 2)).isFalse();
        flows.areOfNoKind(List.of("a", "c"));
        flows.see(event("a", 7));
        assertThat(flows.isSince("a", 9)).isFalse();
        assertThat(flows.isSince("c", 9)).isFalse();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static RuleEvent event(String flow, int second) {
        return new RuleEvent(
                second,
                "e",
                flow,
                at(second),
                at(second),
                "shop",
                "shop_1",
                "GET /",
                "End call",
                "receiver",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                1);
    }
}
