/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.replay.target.Resend;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages are sent again over HTTP: sent, stopped, compared. */
class ReplaysTests extends ReplayFixture {

    @Test
    void replay_sendsContentAgainAsAChildOfTheOriginal() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(failed(original, "LIST one", "{\"order\":4711,\"price\":1.50}"));

        JsonNode replay = replayed("{\"messages\":[\"" + original + "\"]}");

        Resend sent = target.sentTo("LIST one").get(0);
        assertThat(sent.originalId()).isEqualTo(original);
        assertThat(sent.correlationId()).isEqualTo("flow-" + original);
        assertThat(sent.carrier()).isEqualTo(Resend.Carrier.ENVELOPE);
        assertThat(new String(sent.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"order\":4711,\"price\":1.50}");
        assertThat(replay.path("sent").asInt()).isEqualTo(1);
        assertThat(replay.path("by").asString()).isEqualTo("without credentials");

        JsonNode ledger = api.json("/api/messages/" + original);
        assertThat(ledger.at("/message/state").asString()).isEqualTo("replayed");
        assertThat(ledger.at("/children/0/message_id").asString())
                .isEqualTo(sent.messageId().toString());
        JsonNode again = api.json("/api/messages/" + sent.messageId());
        assertThat(again.at("/message/sender").asString()).isEqualTo("flowmon-server");
        assertThat(again.at("/payload/body/order").asInt()).isEqualTo(4711);
        assertThat(again.at("/sent/0").has("work"))
                .as("not as slow as its batch")
                .isFalse();
        assertThat(audited("REPLAY_STARTED").toString()).contains(original.toString());
        assertThat(audited("REPLAY_ENDED").toString()).contains("state=done", "SENT=1");
    }

    @Test
    void replay_isComparedWithWhatWasBefore() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(failed(original, "LIST compared", "{\"a\":1}"));
        JsonNode replay = replayed("{\"messages\":[\"" + original + "\"]}");
        UUID again = target.sentTo("LIST compared").get(0).messageId();
        String messages = "/api/replays/" + replay.path("id").asString() + "/messages";

        assertThat(api.json(messages).at("/messages/0/after").asString()).isEqualTo("in_bus");
        api.store(List.of(events.event(again, "E", "LIST compared", 30)));

        JsonNode line = api.json(messages).at("/messages/0");
        assertThat(line.path("before").asString()).isEqualTo("failed");
        assertThat(line.path("outcome").asString()).isEqualTo("sent");
        assertThat(line.path("after").asString()).isEqualTo("done");
        assertThat(api.json("/api/replays/" + replay.path("id").asString())
                        .at("/now/done")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void replay_ofAFilter_takesTheFailedAndNotTheDoneOrTheReplayed() throws Exception {
        List<UUID> failed = Stream.generate(UUID::randomUUID).limit(3).toList();
        for (UUID id : failed) {
            api.store(failed(id, "LIST filtered", "{}"));
        }
        UUID done = UUID.randomUUID();
        api.store(events.life(done, "SRPE"));
        String request = "{\"filter\":{\"destination\":\"filtered\"}}";

        assertThat(replayed(request).path("sent").asInt()).isEqualTo(3);
        assertThat(target.sentTo("LIST filtered"))
                .extracting(Resend::originalId)
                .containsExactlyInAnyOrderElementsOf(failed);

        HttpResponse<String> nothingLeft = api.post("/api/replays", request);
        assertThat(nothingLeft.statusCode()).isEqualTo(409);
        assertThat(nothingLeft.body()).contains("No message is chosen by this");
    }

    @Test
    void replay_placeThatFails_isNotedWithTheReason_andCanBeTriedAgain() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(failed(original, "LIST broken", "{}"));
        target.answers(Outcome.EXCEPTION, "connection refused");
        JsonNode replay;
        try {
            replay = replayed("{\"messages\":[\"" + original + "\"]}");
        } finally {
            target.answers(Outcome.OK, "");
        }

        assertThat(replay.path("failed").asInt()).isEqualTo(1);
        JsonNode line = api.json("/api/replays/" + replay.path("id").asString() + "/messages?outcome=failed")
                .at("/messages/0");
        assertThat(line.path("detail").asString()).isEqualTo("connection refused");
        assertThat(api.json("/api/messages/" + original).at("/message/state").asString())
                .isEqualTo("failed");
        assertThat(replayed("{\"filter\":{\"destination\":\"broken\"}}")
                        .path("sent")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void replay_atARate_isStoppedInTheMiddle() throws Exception {
        List<ObjectNode> told = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            told.addAll(failed(UUID.randomUUID(), "LIST slow", "{}"));
        }
        api.store(told);
        HttpResponse<String> started = api.post("/api/replays", "{\"filter\":{\"destination\":\"slow\"},\"rate\":10}");
        String address = started.headers().firstValue("Location").orElseThrow();
        await().until(() -> !target.sentTo("LIST slow").isEmpty());

        assertThat(api.post(address + "/stop", "").statusCode()).isEqualTo(202);

        JsonNode replay = ended(address);
        assertThat(replay.path("state").asString()).isEqualTo("stopped");
        assertThat(replay.path("sent").asInt())
                .isBetween(1, 199)
                .isEqualTo(target.sentTo("LIST slow").size());
        assertThat(api.post(address + "/stop", "").statusCode()).isEqualTo(409);
    }

    @Test
    void replay_ofManyMessages_sendsEachOnceInItsOrder() throws Exception {
        List<UUID> originals = Stream.generate(UUID::randomUUID).limit(5_000).toList();
        List<ObjectNode> told = new ArrayList<>();
        for (int i = 0; i < originals.size(); i++) {
            ObjectNode sent = events.event(originals.get(i), "X", "LIST many", 0);
            sent.put("timestamp", Instant.EPOCH.plusSeconds(i).toString());
            sent.putObject("service_params")
                    .put("body", i)
                    .put("body_size", String.valueOf(i).length());
            told.add(sent);
        }
        api.store(told);

        JsonNode replay = replayed(
                "{\"filter\":{\"destination\":\"many\",\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"1970-01-02T00:00:00Z\"}}");

        assertThat(replay.path("sent").asInt()).isEqualTo(originals.size());
        assertThat(target.sentTo("LIST many")).extracting(Resend::originalId).containsExactlyElementsOf(originals);
        await().until(() -> api.json("/api/replays/" + replay.path("id").asString())
                        .at("/now/in_bus")
                        .asInt()
                == originals.size());
    }

    @Test
    void replay_ofACall_isTheSameRequest() throws Exception {
        UUID original = UUID.randomUUID();
        ObjectNode call = events.event(original, "D", "POST /orders/{id}", 0).put("peer", "shop.example:8086");
        call.putObject("service_params")
                .put("path", "/orders/7")
                .put("query", "a=b")
                .put("body_size", 7)
                .putObject("body")
                .put("a", 1);
        call.putObject("headers").put("Content-Type", "application/json;charset=utf-8");
        api.store(List.of(call));

        replayed("{\"messages\":[\"" + original + "\"]}");

        assertThat(target.sentTo("POST /orders/{id}").get(0).call())
                .isEqualTo(new Resend.Call(
                        "POST", "shop.example:8086", "/orders/7", "a=b", "application/json;charset=utf-8"));
    }

    @Test
    void replay_thatWasNotAnswered_mayHaveArrived_andIsNotSentAnotherTime() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(failed(original, "LIST mute", "{}"));
        target.answers(Outcome.TIMEOUT, "no answer within 5 s");
        JsonNode replay;
        try {
            replay = replayed("{\"messages\":[\"" + original + "\"]}");
        } finally {
            target.answers(Outcome.OK, "");
        }

        assertThat(replay.path("unknown").asInt()).isEqualTo(1);
        assertThat(replay.path("failed").asInt()).isZero();
        assertThat(only(replay).path("outcome").asString()).isEqualTo("unknown");
        assertThat(only(replay).path("detail").asString()).isEqualTo("no answer within 5 s");
        assertThat(api.json("/api/messages/" + original).at("/message/state").asString())
                .isEqualTo("replayed");
        assertThat(api.post("/api/replays", "{\"filter\":{\"destination\":\"mute\"}}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void replay_ofWhatAnotherReplayHasChosenToo_sendsItOnce() throws Exception {
        List<ObjectNode> told = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            told.addAll(failed(UUID.randomUUID(), "LIST busy", "{}"));
        }
        UUID byFilter = UUID.randomUUID();
        UUID byName = UUID.randomUUID();
        told.addAll(failed(byFilter, "LIST twice", "{}"));
        told.addAll(failed(byName, "LIST twice-named", "{}"));
        api.store(told);
        String slow = started("{\"filter\":{\"destination\":\"busy\"},\"rate\":20}");
        String named = "{\"messages\":[\"" + byName + "\"]}";
        String first = started("{\"filter\":{\"destination\":\"twice\"}}");
        String second = started("{\"filter\":{\"destination\":\"twice\"}}");
        String third = started(named);
        String fourth = started(named);

        assertThat(ended(slow).path("sent").asInt()).isEqualTo(20);
        assertThat(ended(first).path("sent").asInt()).isEqualTo(1);
        assertThat(ended(third).path("sent").asInt()).isEqualTo(1);
        assertThat(only(ended(second)).path("outcome").asString()).isEqualTo("skipped");
        assertThat(only(ended(second)).path("detail").asString())
                .isEqualTo("It is no longer what was chosen: by now it is replayed.");
        assertThat(only(ended(fourth)).path("detail").asString()).isEqualTo("It was sent again meanwhile.");
        assertThat(target.sentTo("LIST twice")).hasSize(1);
        assertThat(target.sentTo("LIST twice-named")).hasSize(1);
    }

    @Test
    void unknownReplay_isNotFound() throws Exception {
        assertThat(api.get("/api/replays/none").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/replays/none/messages").statusCode()).isEqualTo(404);
        assertThat(api.post("/api/replays/none/stop", "").statusCode()).isEqualTo(404);
    }

    private List<AuditEvent> audited(String type) {
        return server.getBean(AuditEventRepository.class).find(null, null, type);
    }
}
