/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.PayloadView;
import io.flowmon.core.event.Recording;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is reported of a message: what was logged of it, that it was sent, that it was handled. */
class FlowMessageReportsTests extends MessagingFixture {

    @Test
    void log_reportsMessageItsParentAndItsPayload() {
        FlowMessage<Order> message = messaging.pack("root").child(new Order("4711", 2));

        message.log("sending");

        JsonNode event = events.last();
        assertThat(event.path("message_type").asString()).isEqualTo("sending");
        assertThat(event.path("endpoint").asString()).isEqualTo("LOG sending");
        assertThat(event.path("role").asString()).isEqualTo("internal");
        assertThat(event.path("message_id").asString()).isEqualTo(message.id().toString());
        assertThat(event.path("parent_message_id").asString())
                .isEqualTo(message.parentId().orElseThrow().toString());
        assertThat(event.path("correlation_id").asString()).isEqualTo(message.correlationId());
        assertThat(event.at("/service_params/body/id").asString()).isEqualTo("4711");
    }

    @Test
    void log_secretInContent_isMaskedInTheEventAndNotInTheMessage() {
        FlowMessage<Map<String, String>> message = messaging.pack(Map.of("password", "open sesame"));

        message.log("sending");

        assertThat(events.last().toString()).doesNotContain("sesame");
        assertThat(messaging.unpack(message.toJson()).content().path("password").asString())
                .isEqualTo("open sesame");
    }

    @Test
    void log_masked_showsNamesAndNoValue() {
        messaging.pack(Map.of("customer", Map.of("name", "Ada"), "pieces", 2)).log("sending", PayloadView.MASKED);

        JsonNode body = events.last().at("/service_params/body");
        assertThat(body.at("/customer/name").asString()).isEqualTo("***");
        assertThat(body.path("pieces").asString()).isEqualTo("***");
    }

    @Test
    void log_hidden_tellsSizeAlone() {
        messaging.pack(Map.of("customer", "Ada")).log("sending", PayloadView.HIDDEN);

        JsonNode params = events.last().path("service_params");
        assertThat(params.propertyNames()).containsExactly("body_size", "body_omitted");
        assertThat(params.path("body_size").asInt()).isEqualTo("{\"customer\":\"Ada\"}".length());
    }

    @Test
    void log_payloadBeyondTheBound_isMaskedWhole() {
        messaging.pack("x".repeat(1000)).log("sending");

        assertThat(events.last().at("/service_params/body").asString()).isEqualTo("***");
        assertThat(events.last().at("/service_params/body_truncated").asBoolean())
                .isTrue();
    }

    @Test
    void log_whateverFails_doesNotReachTheCaller() {
        FlowMessaging broken = new FlowMessaging(
                new CurrentFlow(List.of()),
                event -> {
                    throw new IllegalStateException("full");
                },
                JsonMapper.shared(),
                destination -> Recording.ALL,
                200);

        FlowMessage<String> message = broken.pack("a");
        message.log("sending");
        message.send("QUEUE orders", json -> {});

        assertThat(message.received("QUEUE orders").<String, RuntimeException>handle(() -> "done"))
                .isEqualTo("done");
    }

    @Test
    void send_reportsDestinationOutcomeAndPayload() {
        AtomicReference<String> sent = new AtomicReference<>();
        FlowMessage<Order> message = messaging.pack(new Order("1", 2));

        message.send("QUEUE orders", sent::set);

        JsonNode event = events.last();
        assertThat(sent.get()).isEqualTo(message.toJson());
        assertThat(event.path("message_type").asString()).isEqualTo("Send message");
        assertThat(event.path("endpoint").asString()).isEqualTo("QUEUE orders");
        assertThat(event.path("peer").asString()).isEqualTo("orders");
        assertThat(event.at("/service_params/carrier").asString()).isEqualTo("envelope");
        assertThat(event.path("role").asString()).isEqualTo("sender");
        assertThat(event.path("outcome").asString()).isEqualTo("ok");
        assertThat(event.at("/service_params/body/pieces").asInt()).isEqualTo(2);
    }

    @Test
    void send_busFails_throwsTheSameAndReportsIt() {
        IOException broken = new IOException("connection reset");

        assertThatThrownBy(() -> messaging.pack("a").send("QUEUE orders", json -> {
                    throw broken;
                }))
                .isSameAs(broken);

        assertThat(events.last().path("outcome").asString()).isEqualTo("exception");
        assertThat(events.last().at("/error/type").asString()).isEqualTo("java.io.IOException");
    }

    @Test
    void sending_outcomeToldTwice_isReportedOnce() {
        Sending sending = messaging.pack("a").sending("TOPIC news");
        sending.done();
        sending.failed(new IllegalStateException("late"));

        assertThat(events.messageTypes()).containsExactly("Send message");
    }

    @Test
    void handle_whatIsPackedInside_hasTheMessageAsParent() {
        FlowMessage<String> message = messaging.pack("a");

        FlowMessage<String> inside = message.received("QUEUE orders").handle(() -> messaging.pack("b"));

        assertThat(inside.parentId()).contains(message.id());
        assertThat(inside.correlationId()).isEqualTo(message.correlationId());
        assertThat(messaging.pack("c").parentId()).isEmpty();
    }

    @Test
    void handle_messageThatWasSentAgain_isKnownAsThat() {
        CurrentFlow flow = new CurrentFlow(List.of());
        FlowMessaging here = new FlowMessaging(flow, events, JsonMapper.shared(), destination -> Recording.ALL, 200);
        String again = messaging.pack("a").toJson().replace("},\"content\"", ",\"replay\":true},\"content\"");

        FlowMessage<String> message = here.unpack(again, String.class);

        assertThat(message.replay()).isTrue();
        assertThat(message.received("QUEUE orders")
                        .<Boolean, RuntimeException>handle(
                                () -> Objects.requireNonNull(flow.get()).replay()))
                .isTrue();
    }

    @Test
    void handle_reportsReceiptBeginAndEndUnderOneAction() {
        FlowMessage<String> message = messaging.pack("a");

        message.received("STREAM orders", "billing", true).handle(() -> {});

        assertThat(events.messageTypes()).containsExactly("Received message", "Start processing", "End processing");
        assertThat(events.all()).allSatisfy(event -> {
            assertThat(event.path("role").asString()).isEqualTo("receiver");
            assertThat(event.path("message_id").asString())
                    .isEqualTo(message.id().toString());
            assertThat(event.path("consumer_group").asString()).isEqualTo("billing");
            assertThat(event.path("redelivered").asBoolean()).isTrue();
            assertThat(event.path("action_id").asString())
                    .isEqualTo(events.last().path("action_id").asString());
        });
        assertThat(events.last().path("outcome").asString()).isEqualTo("ok");
    }

    @Test
    void handle_workFails_throwsTheSameAndReportsIt() {
        IllegalStateException failure = new IllegalStateException("out of stock");

        assertThatThrownBy(() -> messaging.pack("a").received("QUEUE orders").handle(() -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(events.last().path("outcome").asString()).isEqualTo("exception");
        assertThat(messaging.pack("b").parentId()).isEmpty();
    }

    @Test
    void flowThatIsNotRecorded_reportsNothingAndSaysSoInTheMessage() {
        CurrentFlow flow = new CurrentFlow(List.of());
        FlowMessaging here = new FlowMessaging(flow, events, JsonMapper.shared(), destination -> Recording.ALL, 200);
        flow.set(new FlowContext("quiet", null, false));

        FlowMessage<String> message = here.pack("a");
        message.log("sending");
        here.unpack(message.toJson()).received("QUEUE orders").handle(() -> {});

        assertThat(events.all()).isEmpty();
    }
}
