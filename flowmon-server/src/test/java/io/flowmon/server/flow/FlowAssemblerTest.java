/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import static io.flowmon.server.flow.EventBuilder.event;
import static io.flowmon.server.flow.EventBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Message.Kind;
import io.flowmon.server.flow.Message.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowAssemblerTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 50})
    void assemble_referenceFlow_isOneTreeOfAllMessages(int messages) {
        List<StoredEvent> events = ReferenceFlow.of("f", EventBuilder.START, messages);

        Flow flow = flow(events);

        assertThat(events).hasSize(6 + 4 + messages + 3 * messages);
        assertThat(flow.moments()).hasSize(events.size());
        assertThat(flow.messages()).hasSize(3 + messages);
        assertThat(flow.messages())
                .filteredOn(message -> message.placement() != Placement.CHILD)
                .hasSize(1);
        assertThat(flow.messages().stream().filter(message -> message.kind() == Kind.MESSAGE))
                .hasSize(messages)
                .allSatisfy(message -> assertThat(message.depth()).isEqualTo(2));
        assertThat(flow.endedSteps()).isEqualTo(5 + 2L * messages);
        assertThat(flow.openSteps()).isZero();
        assertThat(flow.outcome()).isEqualTo("ok");
    }

    @Test
    void assemble_messageOverTheBus_tellsWaitsApartFromWork() {
        Message message =
                flow(ReferenceFlow.of("f", EventBuilder.START, 1)).messages().get(3);
        Step handling = message.received().get(0);

        assertThat(handling.waitedInBus()).isEqualTo(Duration.ofMillis(2));
        assertThat(handling.waitedInReceiver()).isEqualTo(Duration.ofMillis(3));
        assertThat(handling.work()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void work_actionThatBeganWithTheReceipt_leavesTheWaitOut() {
        Flow flow = flow(
                event(10, "b", "receiver", "Received message", "LIST q")
                        .message("m")
                        .action("a")
                        .build(),
                event(40, "b", "receiver", "Start processing", "LIST q")
                        .message("m")
                        .action("a")
                        .build(),
                event(90, "b", "receiver", "End processing", "LIST q")
                        .message("m")
                        .action("a")
                        .closes(Duration.ofMillis(80), "ok")
                        .build());

        assertThat(flow.messages().get(0).received().get(0).work()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void waitedInBus_receiverClockBehind_isUnknown() {
        Flow flow = flow(
                event(5, "b", "receiver", "Received message", "LIST q")
                        .message("m")
                        .action("r")
                        .build(),
                event(10, "a", "sender", "Send message", "LIST q")
                        .message("m")
                        .action("s")
                        .closes(Duration.ofMillis(1), "ok")
                        .build());

        assertThat(flow.messages().get(0).received().get(0).waitedInBus()).isNull();
    }

    @Test
    void moments_receiverClockBehind_putTheSendFirst() {
        Flow flow = flow(
                event(0, "b", "receiver", "Begin call", "GET /x")
                        .message("m")
                        .action("r")
                        .build(),
                event(1, "b", "receiver", "End call", "GET /x")
                        .message("m")
                        .action("r")
                        .closes(Duration.ofMillis(1), "ok")
                        .build(),
                event(100, "a", "sender", "Begin service call", "GET /x")
                        .message("m")
                        .action("s")
                        .build(),
                event(110, "a", "sender", "End service call", "GET /x")
                        .message("m")
                        .action("s")
                        .closes(Duration.ofMillis(10), "ok")
                        .build());

        assertThat(flow.moments())
                .extracting(moment -> moment.event().messageType())
                .containsExactly("Begin service call", "Begin call", "End call", "End service call");
    }

    @Test
    void assemble_messageReceivedTwice_hasTwoActions() {
        Flow flow = flow(
                event(0, "a", "sender", "Send message", "LIST q")
                        .message("m")
                        .action("s")
                        .build(),
                event(1, "b", "receiver", "Received message", "LIST q")
                        .message("m")
                        .action("1")
                        .build(),
                event(2, "b", "receiver", "Received message", "LIST q")
                        .message("m")
                        .action("2")
                        .build());

        assertThat(flow.messages()).hasSize(1);
        assertThat(flow.messages().get(0).received()).hasSize(2);
    }

    @Test
    void assemble_beginWithoutEnd_isOpen() {
        Flow flow = flow(event(0, "a", "receiver", "Begin call", "GET /x")
                .message("m")
                .action("r")
                .build());

        assertThat(flow.openSteps()).isOne();
        assertThat(flow.outcome()).isNull();
    }

    @Test
    void assemble_ownEvent_standsWithTheMessageBeingHandled() {
        Flow flow = flow(
                event(0, "a", "receiver", "Begin call", "GET /x")
                        .message("m")
                        .action("r")
                        .build(),
                event(1, "a", "internal", "stock reserved", "GET /x")
                        .message("m")
                        .build());

        assertThat(flow.messages()).hasSize(1);
        assertThat(flow.messages().get(0).within()).singleElement().satisfies(step -> assertThat(step.open())
                .isFalse());
    }

    @Test
    void assemble_eventsFromElsewhere_arePairedWithoutIds() {
        Flow flow = flow(
                event(0, "nginx", "receiver", "Begin call", "GET /x").build(),
                event(5, "nginx", "receiver", "End call", "GET /x")
                        .closes(Duration.ofMillis(5), "ok")
                        .build(),
                event(6, "nginx", "receiver", "Begin call", "GET /x").build());

        assertThat(flow.unattached()).extracting(step -> step.events().size()).containsExactly(2, 1);
    }

    @Test
    void assemble_unknownParent_isShownAsOrphan() {
        Flow flow = flow(
                event(0, "a", "receiver", "Begin call", "GET /x")
                        .message("root")
                        .build(),
                event(1, "b", "receiver", "Begin call", "GET /y")
                        .message("m")
                        .parent("lost")
                        .build());

        assertThat(flow.messages()).extracting(Message::placement).containsExactly(Placement.ROOT, Placement.ORPHAN);
        assertThat(flow.messages().get(1).parentId()).isEqualTo(id("lost"));
    }

    @Test
    void assemble_circleOfParents_isCutAtItsEarliestMessage() {
        Flow flow = flow(
                event(0, "a", "sender", "Send message", "LIST q")
                        .message("self")
                        .parent("self")
                        .build(),
                event(1, "a", "sender", "Send message", "LIST q")
                        .message("1")
                        .parent("2")
                        .build(),
                event(2, "a", "sender", "Send message", "LIST q")
                        .message("2")
                        .parent("1")
                        .build());

        assertThat(flow.messages())
                .extracting(Message::id, Message::placement, Message::depth)
                .containsExactly(
                        tuple(id("self"), Placement.CYCLE, 0),
                        tuple(id("1"), Placement.CYCLE, 0),
                        tuple(id("2"), Placement.CHILD, 1));
        assertThat(flow.moments()).hasSize(3);
    }

    @Test
    void assemble_chainOfManyThousandMessages_staysWhole() {
        List<StoredEvent> events = IntStream.range(0, 20_000)
                .mapToObj(i -> event(i, "a", "sender", "Send message", "LIST q")
                        .message("m" + i)
                        .parent(i == 0 ? null : "m" + (i - 1))
                        .build())
                .toList();

        Flow flow = flow(events);

        assertThat(flow.messages().get(19_999).depth()).isEqualTo(19_999);
        assertThat(flow.moments()).hasSize(20_000);
    }

    @Test
    void assemble_anyIds_losesNoEvent() {
        Random random = new Random(42);
        List<String> roles = List.of("sender", "receiver", "internal", "odd");
        for (int round = 0; round < 200; round++) {
            List<StoredEvent> events = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                EventBuilder event = event(random.nextInt(50), "m" + random.nextInt(3), pick(random, roles), "x", "y");
                event.parent("id" + random.nextInt(6));
                if (random.nextInt(5) > 0) {
                    event.message("id" + random.nextInt(6));
                }
                if (random.nextBoolean()) {
                    event.action("a" + random.nextInt(4));
                }
                events.add(event.build());
            }
            Collections.shuffle(events, random);

            Flow flow = flow(events);

            assertThat(flow.moments()).hasSize(30);
            assertThat(flow.steps().mapToInt(step -> step.events().size()).sum())
                    .isEqualTo(30);
        }
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Flow flow(StoredEvent... events) {
        return flow(Stream.of(events).toList());
    }

    private static Flow flow(List<StoredEvent> events) {
        return FlowAssembler.assemble("f", events);
    }
}
