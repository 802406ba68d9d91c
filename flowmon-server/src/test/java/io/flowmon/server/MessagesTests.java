/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.MessageStore;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger of messages over HTTP. Here, a message is lost after two seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant start = Instant.now().minusSeconds(60);

    @TempDir
    static Path folder;

    private ConfigurableApplicationContext server;

    @BeforeAll
    void start() {
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.messages.lost-after=1h",
                "--flowmon.server.data=" + folder.resolve("data"));
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
        store(life(id, life));

        assertThat(json("/api/messages/" + id).at("/message/state").asString()).isEqualTo(state);
    }

    @Test
    void message_ofTwoGroups_isDoneWhenBothAre() throws Exception {
        UUID id = UUID.randomUUID();
        store(List.of(
                event(id, "S", "STREAM orders", 0),
                in(event(id, "R", "STREAM orders", 1), "billing"),
                in(event(id, "E", "STREAM orders", 2), "billing"),
                in(event(id, "r", "STREAM orders", 1), "shipping")));

        assertThat(json("/api/messages/" + id).at("/message/state").asString()).isEqualTo("received");
        store(List.of(in(event(id, "e", "STREAM orders", 3), "shipping")));
        assertThat(json("/api/messages/" + id).at("/message/state").asString()).isEqualTo("done");
        assertThat(json("/api/messages/" + id).at("/message/deliveries").asInt())
                .isEqualTo(2);
    }

    @Test
    void message_hasItsDeliveriesTimesPayloadParentAndChildren() throws Exception {
        UUID parent = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        UUID child = UUID.randomUUID();
        ObjectNode sent = event(id, "S", "LIST family", 0).put("parent_message_id", parent.toString());
        sent.putObject("service_params").put("body_size", 7).putObject("body").put("a", 1);
        store(List.of(
                event(parent, "q", "POST /orders", 0),
                sent,
                event(id, "R", "LIST family", 2),
                event(id, "P", "LIST family", 3),
                event(id, "F", "LIST family", 5),
                event(child, "S", "LIST more", 4).put("parent_message_id", id.toString())));

        JsonNode message = json("/api/messages/" + id);

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
        ObjectNode sent = event(id, "S", "LIST gaps", 0);
        sent.set("service_params", JSON.readTree(params));
        store(List.of(sent));

        assertThat(json("/api/messages/" + id).at("/payload/gap").asString()).isEqualTo(gap);
    }

    @Test
    void messages_areFilteredAndPaged() throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID id = UUID.randomUUID();
            ids.add(0, id.toString());
            ObjectNode sent = event(id, "S", "QUEUE paged", i);
            sent.putObject("business_keys").put("order_id", "N-" + i).put("a", "b");
            events.add(sent);
            if (i % 2 == 0) {
                events.add(event(id, "E", "QUEUE paged", i + 1));
            }
        }
        store(events);

        assertThat(found("destination=paged")).containsExactlyElementsOf(ids);
        assertThat(found("destination=" + encoded("QUEUE paged") + "&state=done"))
                .containsExactly(ids.get(0), ids.get(2), ids.get(4));
        assertThat(found("destination=paged&state=in_bus,failed")).containsExactly(ids.get(1), ids.get(3));
        assertThat(found("destination=paged&key.order_id=N-3")).containsExactly(ids.get(1));
        assertThat(found("destination=paged&module=store")).containsExactly(ids.get(0), ids.get(2), ids.get(4));
        assertThat(found("destination=paged&module=nobody")).isEmpty();
        assertThat(found("destination=paged&kind=call")).isEmpty();

        JsonNode first = json("/api/messages?destination=paged&limit=2");
        JsonNode second = json("/api/messages?destination=paged&limit=2&cursor="
                + first.get("cursor").asString());
        JsonNode third = json("/api/messages?destination=paged&limit=2&cursor="
                + second.get("cursor").asString());
        assertThat(List.of(idsOf(first), idsOf(second), idsOf(third)))
                .containsExactly(ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 5));
        assertThat(third.has("cursor")).isFalse();
    }

    @Test
    void messages_withoutReceiverWhereSomebodyReceives_areLostInTime() throws Exception {
        UUID lost = UUID.randomUUID();
        UUID unattended = UUID.randomUUID();
        store(List.of(
                event(UUID.randomUUID(), "R", "LIST attended", 0),
                event(lost, "S", "LIST attended", 1),
                event(unattended, "S", "LIST nobody-there", 1)));
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
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void unknownMessage_isNotFound() throws Exception {
        HttpResponse<String> answer = get("/api/messages/" + UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Message not found");
    }

    private List<ObjectNode> life(UUID id, String life) {
        List<ObjectNode> events = new ArrayList<>();
        String calls = "bCDqaf";
        boolean call = calls.indexOf(life.charAt(0)) >= 0;
        String endpoint = call ? "POST /orders" : life.equals("U") ? "CHANNEL news" : "LIST orders";
        for (int i = 0; i < life.length(); i++) {
            String letter = life.substring(i, i + 1);
            events.add(event(id, call && letter.equals("f") ? "g" : letter, endpoint, i));
        }
        return events;
    }

    /** Big letters are the first delivery of a message, small ones another; calls have letters of their own. */
    private ObjectNode event(UUID id, String letter, String endpoint, int second) {
        return switch (letter) {
            case "S" -> event(id, "Send message", "sender", "shop", endpoint, second, "ok", 0);
            case "X" -> event(id, "Send message", "sender", "shop", endpoint, second, "exception", 0);
            case "U" -> {
                ObjectNode sent = event(id, "Send message", "sender", "shop", endpoint, second, "ok", 0);
                sent.putObject("result").put("receivers", 0);
                yield sent;
            }
            case "R" -> event(id, "Received message", "receiver", "store", endpoint, second, null, 1);
            case "P" -> event(id, "Start processing", "receiver", "store", endpoint, second, null, 1);
            case "E" -> event(id, "End processing", "receiver", "store", endpoint, second, "ok", 1);
            case "F" -> event(id, "End processing", "receiver", "store", endpoint, second, "exception", 1);
            case "r" -> event(id, "Received message", "receiver", "store", endpoint, second, null, 2);
            case "p" -> event(id, "Start processing", "receiver", "store", endpoint, second, null, 2);
            case "e" -> event(id, "End processing", "receiver", "store", endpoint, second, "ok", 2);
            case "f" -> event(id, "End processing", "receiver", "store", endpoint, second, "exception", 2);
            case "L" -> event(id, "checked", "internal", "shop", endpoint, second, null, 0);
            case "b" -> event(id, "Begin service call", "sender", "shop", endpoint, second, null, 0);
            case "C" -> event(id, "End service call", "sender", "shop", endpoint, second, "ok", 0);
            case "D" -> event(id, "End service call", "sender", "shop", endpoint, second, "server_error", 0);
            case "q" -> event(id, "Begin call", "receiver", "store", endpoint, second, null, 1);
            case "a" -> event(id, "End call", "receiver", "store", endpoint, second, "ok", 1);
            case "g" -> event(id, "End call", "receiver", "store", endpoint, second, "server_error", 1);
            default -> throw new IllegalArgumentException(letter);
        };
    }

    private ObjectNode event(
            UUID id,
            String type,
            String role,
            String module,
            String endpoint,
            int second,
            @Nullable String outcome,
            int action) {
        ObjectNode event = JSON.createObjectNode()
                .put("correlation_id", "flow-" + id)
                .put("timestamp", start.plusSeconds(second).toString())
                .put("module_type", module)
                .put("module_id", module + "_host_1")
                .put("endpoint", endpoint)
                .put("message_type", type)
                .put("role", role)
                .put(
                        "action_id",
                        UUID.nameUUIDFromBytes((id + "-" + action).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("message_id", id.toString());
        if (outcome != null) {
            event.put("outcome", outcome);
            if (!outcome.equals("ok")) {
                event.putObject("error").put("type", "OutOfStock").put("message", "none left");
            }
        }
        return event;
    }

    private static ObjectNode in(ObjectNode event, String group) {
        String action = event.path("action_id").asString() + group;
        return event.put("consumer_group", group)
                .put(
                        "action_id",
                        UUID.nameUUIDFromBytes(action.getBytes(StandardCharsets.UTF_8))
                                .toString());
    }

    private void store(List<ObjectNode> events) throws Exception {
        ArrayNode array = JSON.createArrayNode().addAll(events);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/api/events"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(array.toString()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"accepted\":" + events.size());
    }

    private List<String> found(String query) throws Exception {
        return idsOf(json("/api/messages?" + query));
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

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + path);
    }
}
