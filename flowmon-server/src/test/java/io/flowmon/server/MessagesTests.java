/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.MessageStore;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The ledger of messages over HTTP. Here, a message is lost after two seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final MessageEvents events = new MessageEvents();

    @TempDir
    static Path folder;

    private ConfigurableApplicationContext server;
    private ApiClient api;

    @BeforeAll
    void start() {
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.messages.lost-after=1h",
                "--flowmon.server.data=" + folder.resolve("data"));
        api = new ApiClient(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Each letter is an event of one message, a second apart from the one before. */
    @ParameterizedTest
    @CsvSource({
        "S, in_bus",
        "X, failed",
        "SR, received",
        "SRP, processing",
        "SRPE, done",
        "SRPF, failed",
        "SRPFrpe, done",
        "SRPErpf, failed",
        "R, received",
        "XRPE, done",
        "L, logged",
        "b, sending",
        "bC, done",
        "bD, failed",
        "bq, processing",
        "bqaC, done",
        "bqfD, failed",
        "U, unheard"
    })
    void state_tellsHowFarTheMessageCame(String life, String state) throws Exception {
        UUID id = UUID.randomUUID();
        api.store(events.life(id, life));

        assertThat(api.json("/api/messages/" + id).at("/message/state").asString())
                .isEqualTo(state);
    }

    @Test
    void message_ofTwoGroups_isDoneWhenBothAre() throws Exception {
        UUID id = UUID.randomUUID();
        api.store(List.of(
                events.event(id, "S", "STREAM orders", 0),
                MessageEvents.in(events.event(id, "R", "STREAM orders", 1), "billing"),
                MessageEvents.in(events.event(id, "E", "STREAM orders", 2), "billing"),
                MessageEvents.in(events.event(id, "r", "STREAM orders", 1), "shipping")));

        assertThat(api.json("/api/messages/" + id).at("/message/state").asString())
                .isEqualTo("received");
        api.store(List.of(MessageEvents.in(events.event(id, "e", "STREAM orders", 3), "shipping")));
        assertThat(api.json("/api/messages/" + id).at("/message/state").asString())
                .isEqualTo("done");
        assertThat(api.json("/api/messages/" + id).at("/message/deliveries").asInt())
                .isEqualTo(2);
    }

    @Test
    void message_hasItsDeliveriesTimesPayloadParentAndChildren() throws Exception {
        UUID parent = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        UUID child = UUID.randomUUID();
        ObjectNode sent = events.event(id, "S", "LIST family", 0).put("parent_message_id", parent.toString());
        sent.putObject("service_params").put("body_size", 7).putObject("body").put("a", 1);
        api.store(List.of(
                events.event(parent, "q", "POST /orders", 0),
                sent,
                events.event(id, "R", "LIST family", 2),
                events.event(id, "P", "LIST family", 3),
                events.event(id, "F", "LIST family", 5),
                events.event(child, "S", "LIST more", 4).put("parent_message_id", id.toString())));

        JsonNode message = api.json("/api/messages/" + id);

        assertThat(message.at("/message/in_bus").asDouble()).isEqualTo(2);
        assertThat(message.at("/message/sender").asString()).isEqualTo("shop");
        assertThat(message.at("/sent/0/outcome").asString()).isEqualTo("ok");
        assertThat(message.at("/received/0/waited_in_bus").asDouble()).isEqualTo(2);
        assertThat(message.at("/received/0/waited_in_receiver").asDouble()).isEqualTo(1);
        assertThat(message.at("/received/0/error/type").asString()).isEqualTo("OutOfStock");
        assertThat(message.at("/received/0/event_ids").size()).isEqualTo(3);
        assertThat(message.at("/payload/body/a").asInt()).isEqualTo(1);
        assertThat(message.at("/payload/gap").asString()).isEqualTo("none");
        assertThat(message.at("/parent/message_id").asString()).isEqualTo(parent.toString());
        assertThat(message.at("/children/0/message_id").asString()).isEqualTo(child.toString());
        assertThat(message.at("/children/0/state").asString()).isEqualTo("in_bus");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"body\":{\"card\":\"***\"},\"body_size\":20}|masked",
                "{\"body\":\"***\",\"body_size\":9000,\"body_truncated\":true}|cut",
                "{\"body_size\":20,\"body_omitted\":true}|not_kept",
                "{\"body\":\"x\",\"body_size\":20,\"body_unread\":true}|unread",
                "{\"body_size\":0}|none",
                "{\"body\":[1,{\"a\":null}],\"body_size\":14}|none"
            })
    void payload_saysWhyItIsNotWhole(String params, String gap) throws Exception {
        UUID id = UUID.randomUUID();
        ObjectNode sent = events.event(id, "S", "LIST gaps", 0);
        sent.set("service_params", JSON.readTree(params));
        api.store(List.of(sent));

        assertThat(api.json("/api/messages/" + id).at("/payload/gap").asString())
                .isEqualTo(gap);
    }

    @Test
    void message_ofWhichTheEndsAloneAreReported_wasInTheBusUntilItsHandlingBegan() throws Exception {
        UUID id = UUID.randomUUID();
        api.store(List.of(
                events.event(id, "S", "LIST ends", 1).put("elapsed_time", 1),
                events.event(id, "E", "LIST ends", 6).put("elapsed_time", 2)));

        assertThat(api.json("/api/messages/" + id).at("/message/in_bus").asDouble())
                .isEqualTo(4);
        assertThat(api.json("/api/messages/" + id)
                        .at("/received/0/waited_in_bus")
                        .asDouble())
                .isEqualTo(4);
    }

    @Test
    void messages_areFilteredAndPaged() throws Exception {
        List<ObjectNode> told = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID id = UUID.randomUUID();
            ids.add(0, id.toString());
            ObjectNode sent = events.event(id, "S", "QUEUE paged", i);
            sent.putObject("business_keys").put("order_id", "N-" + i).put("a", "b");
            told.add(sent);
            if (i % 2 == 0) {
                told.add(events.event(id, "E", "QUEUE paged", i + 1));
            }
        }
        api.store(told);

        assertThat(found("destination=paged")).containsExactlyElementsOf(ids);
        assertThat(found("destination=" + encoded("QUEUE paged") + "&state=done"))
                .containsExactly(ids.get(0), ids.get(2), ids.get(4));
        assertThat(found("destination=paged&state=in_bus,failed")).containsExactly(ids.get(1), ids.get(3));
        assertThat(found("destination=paged&key.order_id=N-3")).containsExactly(ids.get(1));
        assertThat(found("destination=paged&module=store")).containsExactly(ids.get(0), ids.get(2), ids.get(4));
        assertThat(found("destination=paged&module=nobody")).isEmpty();
        assertThat(found("destination=paged&kind=call")).isEmpty();

        JsonNode first = api.json("/api/messages?destination=paged&limit=2");
        JsonNode second = api.json("/api/messages?destination=paged&limit=2&cursor="
                + first.get("cursor").asString());
        JsonNode third = api.json("/api/messages?destination=paged&limit=2&cursor="
                + second.get("cursor").asString());
        assertThat(List.of(idsOf(first), idsOf(second), idsOf(third)))
                .containsExactly(ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 5));
        assertThat(third.has("cursor")).isFalse();
    }

    @Test
    void messages_withoutReceiverWhereSomebodyReceives_areLostInTime() throws Exception {
        UUID lost = UUID.randomUUID();
        UUID unattended = UUID.randomUUID();
        api.store(List.of(
                events.event(UUID.randomUUID(), "R", "LIST attended", 0),
                events.event(lost, "S", "LIST attended", 1),
                events.event(unattended, "S", "LIST nobody-there", 1)));
        MessageStore store = server.getBean(MessageStore.class);

        assertThat(store.messages(List.of(lost, unattended), Instant.now().plusSeconds(5)))
                .extracting(
                        message -> message.messageId() + " " + message.state().wireName())
                .containsExactlyInAnyOrder(lost + " lost", unattended + " in_bus");
        assertThat(store.messages(List.of(lost), Instant.now().minusSeconds(5)))
                .extracting(message -> message.state().wireName())
                .containsExactly("in_bus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/messages?state=gone",
                "/api/messages?kind=letter",
                "/api/messages?destnation=x",
                "/api/messages?cursor=x",
                "/api/messages?limit=0",
                "/api/messages/x"
            })
    void wrongQuestions_areRefusedWithAReason(String path) throws Exception {
        HttpResponse<String> answer = api.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void unknownMessage_isNotFound() throws Exception {
        HttpResponse<String> answer = api.get("/api/messages/" + UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Message not found");
    }

    private List<String> found(String query) throws Exception {
        return idsOf(api.json("/api/messages?" + query));
    }

    private static List<String> idsOf(JsonNode page) {
        return page.get("messages")
                .valueStream()
                .map(message -> message.get("message_id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
