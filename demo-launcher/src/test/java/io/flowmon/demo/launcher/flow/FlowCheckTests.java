/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.flow;

import static io.flowmon.demo.launcher.flow.FlowFixture.withCorrelationId;
import static io.flowmon.demo.launcher.flow.FlowFixture.withParent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FlowCheckTests {

    @Test
    void problems_completeFlow_areNone() {
        assertThat(problems(3, FlowFixture.order(3))).isEmpty();
    }

    @Test
    void problems_noEvents_nameEachModule() {
        assertThat(problems(3, FlowFixture.order(3).without(event -> true)))
                .contains(
                        "backend reported 0 events instead of 9",
                        "frontend reported 0 events instead of 6",
                        "middleend reported 0 events instead of 7");
    }

    @Test
    void problems_receiverMissing_nameTheMessageThatWasNeverReceived() {
        assertThat(problems(3, FlowFixture.order(3).without(of("backend", ""))))
                .filteredOn(problem -> problem.matches("LIST app_queue was sent as message .* and never received"))
                .hasSize(3);
    }

    @Test
    void problems_senderMissing_nameTheMessageThatWasNeverSent() {
        assertThat(problems(1, FlowFixture.order(1).without(of("middleend", "Send message"))))
                .anyMatch(problem ->
                        problem.contains("LIST app_queue was received") && problem.endsWith("and never sent"));
    }

    @Test
    void problems_endMissing_nameTheAction() {
        assertThat(problems(1, FlowFixture.order(1).without(of("backend", "End processing"))))
                .contains("Received message of backend, LIST app_queue, has no end");
    }

    @Test
    void problems_twoRoots_areCounted() {
        var broken = FlowFixture.order(1)
                .changing(event -> event.endpoint().equals("GET /endpoint1"), event -> withParent(event, null));

        assertThat(problems(1, broken)).containsExactly("The messages have 2 roots instead of one");
    }

    @Test
    void problems_unknownParent_isNamed() {
        UUID unknown = UUID.randomUUID();
        var broken = FlowFixture.order(1)
                .changing(event -> event.endpoint().startsWith("LIST"), event -> withParent(event, unknown));

        assertThat(problems(1, broken))
                .contains("LIST app_queue has the parent %s, which is not in the flow".formatted(unknown));
    }

    @Test
    void problems_receiverNamesAnotherParent_areSeen() {
        UUID other = UUID.randomUUID();
        var broken = FlowFixture.order(1).changing(of("backend", ""), event -> withParent(event, other));

        assertThat(problems(1, broken)).anyMatch(problem -> problem.contains("has several parents"));
    }

    @Test
    void problems_messagesInACircle_hangOnNoRoot() {
        var fixture = FlowFixture.order(1);
        UUID queued = fixture.document().events().stream()
                .filter(event -> event.endpoint().startsWith("LIST"))
                .findFirst()
                .orElseThrow()
                .messageId();
        var broken = fixture.changing(
                event -> event.endpoint().equals("POST /endpoint2"), event -> withParent(event, queued));

        assertThat(problems(1, broken)).containsExactly("2 messages hang on no root");
    }

    @Test
    void problems_mixedCorrelationIds_nameTheStranger() {
        var broken = FlowFixture.order(2)
                .changing(of("backend", "Start processing"), event -> withCorrelationId(event, "flow-2"));

        assertThat(problems(2, broken))
                .containsExactly(
                        "Start processing of backend has the correlation id flow-2",
                        "Start processing of backend has the correlation id flow-2");
    }

    @Test
    void problems_eventStoredTwice_isNamed() {
        assertThat(problems(1, FlowFixture.order(1).repeating(of("middleend", "Send message"))))
                .contains("middleend reported 6 events instead of 5")
                .anyMatch(problem -> problem.endsWith("is there twice"));
    }

    private static List<String> problems(int messages, FlowFixture fixture) {
        return FlowCheck.ofOrder(FlowFixture.ID, messages).problems(fixture.document());
    }

    private static Predicate<FlowEvent> of(String module, String messageType) {
        return event -> event.moduleType().equals(module) && event.messageType().startsWith(messageType);
    }
}
