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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

class FlowMessageTests {

    private final EventCollector events = new EventCollector();
    private final FlowMessaging messaging = new FlowMessaging(
            new CurrentFlow(List.of()), events, JsonMapper.shared(), destination -> Recording.ALL, 200);

    record Order(String id, int pieces) {}

    @Test
    void pack_outsideOfAnyMessage_makesRootWithAnIdOfItsOwn() {
        FlowMessage<String> first = messaging.pack("a");
        FlowMessage<String> second = messaging.pack("a");

        assertThat(first.content()).isEqualTo("a");
        assertThat(first.parentId()).isEmpty();
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.correlationId()).isNotEqualTo(second.correlationId());
    }

    @Test
    void unpack_givesIdsAndContentThatWerePacked() {
        FlowMessage<Order> parent = messaging.pack(new Order("4711", 2));
        FlowMessage<Order> sent = parent.child(new Order("4712", 3));

        FlowMessage<Order> received = messaging.unpack(sent.toJson(), Order.class);

        assertThat(received.content()).isEqualTo(new Order("4712", 3));
        assertThat(received.id()).isEqualTo(sent.id());
        assertThat(received.parentId()).contains(parent.id());
        assertThat(received.correlationId()).isEqualTo(parent.correlationId());
        assertThat(received.replay()).isFalse();
    }

    @Test
    void unpack_rootAfterItsTrip_isStillRoot() {
        assertThat(messaging.unpack(messaging.pack(1).toJson()).parentId()).isEmpty();
    }

    @Test
    void unpack_messageThatWasUnpacked_staysTheSame() {
        String once =
                messaging.pack(Map.of("command", "list", "target", "posts")).toJson();

        assertThat(messaging.unpack(once).toJson()).isEqualTo(once);
    }

    @Test
    void unpack_withoutType_givesJson() {
        JsonNode content =
                messaging.unpack(messaging.pack(new Order("1", 2)).toJson()).content();

        assertThat(content.path("pieces").asInt()).isEqualTo(2);
    }

    @Test
    void unpack_textsNumbersBytesAndNull_keepTheirTypes() {
        assertThat(messaging
                        .unpack(messaging.pack("123").toJson(), String.class)
                        .content())
                .isEqualTo("123");
        assertThat(messaging
                        .unpack(messaging.pack("\"quoted\" żółw").toJson(), String.class)
                        .content())
                .isEqualTo("\"quoted\" żółw");
        assertThat(messaging.unpack(messaging.pack("123").toJson()).content().isString())
                .isTrue();
        assertThat(messaging.unpack(messaging.pack(123L).toJson(), Long.class).content())
                .isEqualTo(123L);
        assertThat(messaging
                        .unpack(messaging.pack(new byte[] {0, -1, 127}).toJson(), byte[].class)
                        .content())
                .containsExactly(0, -1, 127);
        assertThat(messaging
                        .unpack(messaging.pack(NullNode.getInstance()).toJson())
                        .content()
                        .isNull())
                .isTrue();
        assertThat(messaging
                        .unpack(
                                messaging.pack(List.of(new Order("1", 2))).toJson(),
                                new TypeReference<List<Order>>() {})
                        .content())
                .containsExactly(new Order("1", 2));
    }

    @Test
    void unpack_plainTextAndBytesOfOtherSenders_areReadWhereTheTypeHoldsThem() {
        String header = "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c\",\"message_id\":\"" + UUID.randomUUID() + "\"";

        assertThat(messaging
                        .unpack(header + "},\"content\":\"no JSON\"}", String.class)
                        .content())
                .isEqualTo("no JSON");
        assertThat(messaging
                        .unpack(header + ",\"encoding\":\"base64\"},\"content\":\"//8=\"}", byte[].class)
                        .content())
                .containsExactly(-1, -1);
        assertThatThrownBy(() -> messaging.unpack(header + "},\"content\":\"no JSON\"}", Order.class))
                .isInstanceOf(MessageContentException.class)
                .hasMessageContaining("is not a io.flowmon.core.message.FlowMessageTests$Order");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 480})
    void pack_deepAndWideContent_survives(int depth) {
        String nested = "[".repeat(depth) + "[],".repeat(600) + "[]" + "]".repeat(depth);
        JsonNode content = JsonMapper.shared().readTree(nested);

        assertThat(messaging.unpack(messaging.pack(content).toJson()).content()).isEqualTo(content);
    }

    @Test
    void pack_contentThatChangesLater_keepsWhatItWas() {
        Map<String, Object> content = new LinkedHashMap<>(Map.of("a", 1));
        FlowMessage<Map<String, Object>> message = messaging.pack(content);
        content.put("a", 2);

        assertThat(messaging.unpack(message.toJson()).content().path("a").asInt())
                .isEqualTo(1);
    }

    @Test
    void pack_contentThatJacksonCannotWrite_saysSo() {
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("self", endless);

        assertThatThrownBy(() -> messaging.pack(endless))
                .isInstanceOf(MessageContentException.class)
                .hasMessage("Content of type java.util.LinkedHashMap cannot be written as JSON.");
    }

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

    @Test
    void staticMethods_useTheProcessDefaultUntilItIsClosed() {
        messaging.asDefault();
        FlowMessage<String> message = FlowMessage.pack("a");
        assertThat(FlowMessage.unpack(message.toJson(), String.class).content()).isEqualTo("a");
        assertThat(FlowMessage.unpack(message.toJson()).id()).isEqualTo(message.id());

        messaging.close();

        assertThatThrownBy(() -> FlowMessage.pack("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FlowMessaging.builder().module(");
    }

    @Test
    void toString_tellsNoContent() {
        assertThat(messaging.pack("secret").toString()).doesNotContain("secret");
    }
}
