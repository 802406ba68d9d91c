/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.publish.EventPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BusRecorderTests {

    private static final Destination ORDERS = new Destination("QUEUE orders", "orders");
    private static final Payload NOTHING = Payload.of(new byte[0], null, null);

    private final CurrentFlow flow = new CurrentFlow(List.of());
    private final RecordingPublisher published = new RecordingPublisher();
    private final BusRecorder recorder = recorder(published);

    @Test
    void outcome_countsOnce() {
        BusSending sending = sending(Map.of());
        sending.failed(new IllegalStateException("no broker"));
        sending.done();

        assertThat(published.events())
                .singleElement()
                .extracting(Event::completion)
                .extracting(Completion::outcome)
                .isEqualTo(Outcome.EXCEPTION);
    }

    @Test
    void replay_isReadFromItsHeader() {
        Map<String, String> headers = Map.of(
                "flowmon-correlation-id", "c",
                "flowmon-message-id", UUID.randomUUID().toString(),
                "flowmon-replay", "true");

        assertThat(Objects.requireNonNull(MessageIds.read(headers::get))
                        .context()
                        .replay())
                .isTrue();
    }

    @Test
    void failuresOfOurOwn_goNoFurther() {
        EventPublisher broken = event -> {
            throw new IllegalStateException("broken");
        };
        assertThatCode(() -> Objects.requireNonNull(recorder(broken).sending(ORDERS, name -> null))
                        .done())
                .doesNotThrowAnyException();
        assertThat(recorder.sending(ORDERS, name -> {
                    throw new IllegalStateException("unreadable");
                }))
                .isNull();
        assertThat(recorder.received(
                        ORDERS,
                        name -> null,
                        max -> {
                            throw new IllegalStateException("unreadable");
                        },
                        null,
                        false))
                .isNull();
        BusSending sending = sending(Map.of());
        sending.payload(max -> {
            throw new IllegalStateException("unreadable");
        });
        sending.done();
        assertThat(published.events()).hasSize(1);
    }

    @Test
    void excludedDestination_isLeftAlone() {
        Destination audit = new Destination("QUEUE audit-1", "audit-1");
        assertThat(recorder.sending(audit, name -> null)).isNull();
        assertThat(recorder.received(audit, name -> null, NOTHING, null, false)).isNull();
    }

    @Test
    @SuppressWarnings("try")
    void flowThatIsNotRecorded_passesItsIdsOnAndReportsNothing() {
        Map<String, String> headers = new HashMap<>();
        try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", UUID.randomUUID(), false))) {
            BusSending sending = sending(Map.of());
            sending.ids(headers::put);
            sending.done();
        }
        assertThat(headers).containsEntry("flowmon-sampled", "0").containsOnlyKeys(MessageIds.NAMES);
        ReceivedMessage received = received(headers);
        assertThat(received.context().sampled()).isFalse();
        assertThat(published.events()).isEmpty();
    }

    @Test
    @SuppressWarnings("try")
    void messageInHand_isTheParent_whateverTheHeadersSay() {
        UUID inHand = UUID.randomUUID();
        try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", inHand, true))) {
            sending(ids("flow-2", UUID.randomUUID().toString())).done();
        }
        try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-3", null, true))) {
            sending(ids("flow-2", UUID.randomUUID().toString())).done();
        }
        UUID copied = UUID.randomUUID();
        try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-2", null, true))) {
            sending(ids("flow-2", copied.toString())).done();
        }

        assertThat(published.events()).extracting(Event::correlationId).containsExactly("flow-1", "flow-3", "flow-2");
        assertThat(published.events()).extracting(Event::parentMessageId).containsExactly(inHand, null, copied);
    }

    @Test
    void headersThatHoldNoIds_areNoIds() {
        String id = UUID.randomUUID().toString();
        for (Map<String, String> headers : List.of(
                ids("a b", id),
                ids("x".repeat(200), id),
                ids("flow-1", "4711"),
                ids("flow-1", id.replace('-', 'x')),
                Map.of("flowmon-message-id", id))) {
            assertThat(received(headers).context().correlationId()).hasSize(36);
            assertThat(received(headers).action().messageId()).isNotEqualTo(UUID.fromString(id));
        }
        Map<String, String> strangeParent = ids("flow-1", id);
        strangeParent.put("flowmon-parent-id", "'; drop table");
        assertThat(received(strangeParent).context().messageId()).isEqualTo(UUID.fromString(id));
    }

    private BusRecorder recorder(EventPublisher publisher) {
        return new BusRecorder(flow, publisher, VolumeRules.everything(), List.of("audit-*"), 1024);
    }

    private BusSending sending(Map<String, String> headers) {
        return Objects.requireNonNull(recorder.sending(ORDERS, headers::get));
    }

    private ReceivedMessage received(Map<String, String> headers) {
        return Objects.requireNonNull(recorder.received(ORDERS, headers::get, NOTHING, null, false));
    }

    private static Map<String, String> ids(String correlationId, String messageId) {
        return new HashMap<>(Map.of("flowmon-correlation-id", correlationId, "flowmon-message-id", messageId));
    }
}
