/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.replay.target.Resend;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What would be sent again, and what cannot: answered before anything is sent. */
class ReplayPlansTests extends ReplayFixture {

    @Test
    void plan_sendsNothingAndSaysWhatCannotBeSentAndWhy() throws Exception {
        UUID fine = UUID.randomUUID();
        List<ObjectNode> told = new ArrayList<>(failed(fine, "LIST planned", "{\"a\":1}"));
        told.addAll(withParams("planned", "{\"body\":{\"card\":\"***\"},\"body_size\":30}"));
        told.addAll(withParams("planned", "{\"body\":\"***\",\"body_size\":9000,\"body_truncated\":true}"));
        told.addAll(withParams("planned", "{\"body_size\":20,\"body_omitted\":true}"));
        told.add(events.event(UUID.randomUUID(), "F", "LIST planned", 3));
        api.store(told);

        JsonNode plan = JSON.readTree(api.post("/api/replays/plan", "{\"filter\":{\"destination\":\"planned\"}}")
                .body());

        assertThat(plan.path("messages").asInt()).isEqualTo(5);
        assertThat(plan.path("sendable").asInt()).isEqualTo(1);
        assertThat(plan.at("/destinations/LIST planned").asInt()).isEqualTo(1);
        assertThat(plan.path("obstacles").propertyNames())
                .containsExactlyInAnyOrder(
                        "Its payload holds values that the service masked.",
                        "Its payload was cut: the service keeps less of it than it had.",
                        "Its payload was not kept, its size alone.",
                        "Nobody reported sending it: it is not known where it went.");
        assertThat(plan.path("first").size()).isEqualTo(5);
        assertThat(target.sentTo("LIST planned")).isEmpty();
    }

    @Test
    void plan_ofWhatIsNotOver_warns() throws Exception {
        UUID done = UUID.randomUUID();
        UUID waiting = UUID.randomUUID();
        List<ObjectNode> told = new ArrayList<>(failed(done, "LIST warned", "{ \"a\": 1 }"));
        ((ObjectNode) told.get(0).path("service_params")).put("body_size", 11);
        told.add(events.event(done, "e", "LIST warned", 9));
        ObjectNode sent = events.event(waiting, "S", "LIST warned", 0);
        sent.putObject("service_params").put("body", "x").put("body_size", 1);
        told.add(sent);
        api.store(told);

        JsonNode plan =
                JSON.readTree(api.post("/api/replays/plan", "{\"messages\":[\"" + done + "\",\"" + waiting + "\"]}")
                        .body());

        assertThat(plan.at("/first/0/caution").asString())
                .isEqualTo("It was handled already. Its JSON is laid out anew: the same values, other bytes.");
        assertThat(plan.at("/first/1/caution").asString()).isEqualTo("It may still lie in the bus.");
    }

    @Test
    void plan_payloadThatIsKeptInAnotherForm_isNotSent() throws Exception {
        List<ObjectNode> told = new ArrayList<>();
        told.addAll(withParams("formed", "{\"body\":\"a\\nb\",\"body_size\":9}"));
        List<ObjectNode> lines = withParams("formed", "{\"body\":{\"a\":1},\"body_size\":20}");
        lines.get(0).putObject("headers").put("Content-Type", "application/x-ndjson");
        told.addAll(lines);
        api.store(told);

        JsonNode plan = plan("{\"filter\":{\"destination\":\"formed\"}}");

        assertThat(plan.path("sendable").asInt()).isZero();
        assertThat(plan.path("obstacles").propertyNames())
                .containsExactlyInAnyOrder(
                        "Its text is kept in another form than it had.",
                        "It was several JSON documents, and is kept as one.");
    }

    @Test
    void plan_callWhoseHeadersTellOfABodyThatWasNotKept_isNotSentWithoutIt() throws Exception {
        UUID never = UUID.randomUUID();
        UUID empty = UUID.randomUUID();
        UUID part = UUID.randomUUID();
        ObjectNode unread = call(part, "{\"content-type\":\"application/json\"}");
        ((ObjectNode) unread.path("service_params")).put("body_size", 0).put("body_unread", true);
        UUID get = UUID.randomUUID();
        api.store(List.of(
                call(get, "{\"Content-Type\":\"application/json\"}").put("endpoint", "GET /orders/{id}"),
                call(never, "{\"Content-Type\":\"application/json\"}"),
                call(empty, "{\"Content-Type\":\"application/json\",\"Content-Length\":\"0\"}"),
                unread));

        JsonNode plan = plan("{\"messages\":[\"" + never + "\",\"" + empty + "\",\"" + part + "\",\"" + get + "\"]}");

        assertThat(plan.at("/first/0/obstacle").asString())
                .isEqualTo("Its headers tell of a body, and nothing of that was kept.");
        assertThat(plan.at("/first/1").has("obstacle")).isFalse();
        assertThat(plan.at("/first/3/endpoint").asString()).isEqualTo("GET /orders/{id}");
        assertThat(plan.at("/first/3").has("obstacle")).isFalse();
        assertThat(plan.at("/first/2/obstacle").asString())
                .startsWith("Its payload was not read or written to its end");
    }

    private ObjectNode call(UUID id, String headers) {
        ObjectNode call = events.event(id, "D", "POST /orders/{id}", 0).put("peer", "shop.example");
        call.putObject("service_params").put("path", "/orders/7");
        call.set("headers", JSON.readTree(headers));
        return call;
    }

    @Test
    void plan_messageOfAnExchange_goesToTheQueueThatFailed_andNotToOneOfSeveral() throws Exception {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        List<ObjectNode> told = new ArrayList<>();
        told.addAll(fannedOut(one, "F", "E"));
        told.addAll(fannedOut(two, "F", "F"));
        api.store(told);

        JsonNode plan = plan("{\"messages\":[\"" + one + "\",\"" + two + "\"]}");

        assertThat(plan.at("/first/0/endpoint").asString()).isEqualTo("QUEUE stock");
        assertThat(plan.at("/first/1/obstacle").asString()).startsWith("Receivers of several queues failed");
        assertThat(api.json("/api/messages/" + one).at("/message/state").asString())
                .as("not done, though the other queue is")
                .isEqualTo("failed");
    }

    @Test
    void plan_ofMoreThanAnAnswerHolds_isMadePartByPart() throws Exception {
        List<UUID> large = Stream.generate(UUID::randomUUID).limit(40).toList();
        String body = "\"" + "x".repeat(500_000) + "\"";
        for (UUID id : large) {
            api.store(failed(id, "LIST large", body));
        }

        assertThat(plan("{\"filter\":{\"destination\":\"large\"}}")
                        .path("sendable")
                        .asInt())
                .isEqualTo(large.size());
        assertThat(replayed("{\"filter\":{\"destination\":\"large\"}}")
                        .path("sent")
                        .asInt())
                .isEqualTo(large.size());
        assertThat(target.sentTo("LIST large"))
                .extracting(Resend::originalId)
                .containsExactlyInAnyOrderElementsOf(large);
    }

    @Test
    void plan_stateLeftEmpty_takesTheFailedAndTheLost() throws Exception {
        UUID failed = UUID.randomUUID();
        UUID done = UUID.randomUUID();
        List<ObjectNode> told = new ArrayList<>(failed(failed, "LIST blank", "{}"));
        told.addAll(failed(done, "LIST blank", "{}"));
        told.add(events.event(done, "e", "LIST blank", 9));
        api.store(told);

        JsonNode plan = plan("{\"filter\":{\"destination\":\"blank\",\"state\":\"\"}}");

        assertThat(plan.path("messages").asInt()).isEqualTo(1);
        assertThat(plan.at("/first/0/message_id").asString()).isEqualTo(failed.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|Say which messages",
                "{\"messages\":[]}|messages must name from 1 to 10000 messages",
                "{\"messages\":[\"x\"]}|",
                "{\"messages\":[null]}|messages must be ids, and one of them is null",
                "{\"filter\":{\"destination\":null}}|A filter must be a text, and one of them is null",
                "{\"filter\":{},\"messages\":[]}|Say which messages",
                "{\"filter\":{\"destnation\":\"x\"}}|There is no filter destnation; there are destination, from, kind, module, state, to and key.*",
                "{\"filter\":{\"state\":\"gone\"}}|state must be one or more of",
                "{\"filter\":{},\"rate\":0}|rate must be a number from 1 to 1000000",
                "{\"filter\":{},\"rte\":1}|rte is not known; known are messages, filter, rate",
                "nonsense|"
            })
    void wrongRequests_areRefusedWithAReason(String request, @Nullable String reason) throws Exception {
        for (String path : List.of("/api/replays", "/api/replays/plan")) {
            HttpResponse<String> answer = api.post(path, request);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(reason == null ? "" : reason);
        }
    }

    private List<ObjectNode> fannedOut(UUID id, String stock, String mail) {
        ObjectNode sent = events.event(id, "S", "EXCHANGE orders", 0);
        sent.putObject("service_params").put("body", "x").put("body_size", 1);
        return List.of(
                sent,
                MessageEvents.in(events.event(id, stock, "QUEUE stock", 2), "stock"),
                MessageEvents.in(events.event(id, mail, "QUEUE mail", 3), "mail"));
    }

    private List<ObjectNode> withParams(String list, String params) {
        ObjectNode sent = events.event(UUID.randomUUID(), "X", "LIST " + list, 0);
        sent.set("service_params", JSON.readTree(params));
        return List.of(sent);
    }
}
