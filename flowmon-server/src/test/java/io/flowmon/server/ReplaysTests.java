/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.replay.target.ReplayTarget;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.replay.target.ResendOutcome;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Messages are sent again over HTTP: planned, sent, stopped, compared. The places that they go to are in memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaysTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final MessageEvents events = new MessageEvents();

    @TempDir
    static Path folder;

    private ConfigurableApplicationContext server;
    private ApiClient api;
    private InMemoryTarget target;

    @BeforeAll
    void start() {
        server = new SpringApplicationBuilder(FlowmonServer.class, Targets.class)
                .run(
                        "--server.port=0",
                        "--flowmon.server.zeromq.port=0",
                        "--flowmon.server.data=" + folder.resolve("data"));
        api = new ApiClient(server);
        target = server.getBean(InMemoryTarget.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

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
    void plan_sendsNothingAndSaysWhatCannotBeSentAndWhy() throws Exception {
        UUID fine = UUID.randomUUID();
        List<ObjectNode> told = new ArrayList<>(failed(fine, "LIST planned", "{\"a\":1}"));
        told.addAll(withParams(UUID.randomUUID(), "{\"body\":{\"card\":\"***\"},\"body_size\":30}"));
        told.addAll(withParams(UUID.randomUUID(), "{\"body\":\"***\",\"body_size\":9000,\"body_truncated\":true}"));
        told.addAll(withParams(UUID.randomUUID(), "{\"body_size\":20,\"body_omitted\":true}"));
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
        target.breaks = true;
        JsonNode replay;
        try {
            replay = replayed("{\"messages\":[\"" + original + "\"]}");
        } finally {
            target.breaks = false;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|Say which messages",
                "{\"messages\":[]}|messages must name from 1 to 10000 messages",
                "{\"messages\":[\"x\"]}|",
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

    @Test
    void unknownReplay_isNotFound() throws Exception {
        assertThat(api.get("/api/replays/none").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/replays/none/messages").statusCode()).isEqualTo(404);
        assertThat(api.post("/api/replays/none/stop", "").statusCode()).isEqualTo(404);
    }

    private List<ObjectNode> failed(UUID id, String endpoint, String body) {
        ObjectNode sent = events.event(id, "S", endpoint, 0);
        sent.putObject("service_params")
                .put("body_size", body.length())
                .set(
                        "body",
                        JsonMapper.builder()
                                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                                .build()
                                .readTree(body));
        return List.of(sent, events.event(id, "F", endpoint, 2));
    }

    private List<ObjectNode> withParams(UUID id, String params) {
        ObjectNode sent = events.event(id, "X", "LIST planned", 0);
        sent.set("service_params", JSON.readTree(params));
        return List.of(sent);
    }

    private JsonNode replayed(String request) throws Exception {
        HttpResponse<String> started = api.post("/api/replays", request);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return ended(started.headers().firstValue("Location").orElseThrow());
    }

    private JsonNode ended(String address) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> api.json(address).has("ended_at"));
        return api.json(address);
    }

    private List<AuditEvent> audited(String type) {
        return server.getBean(AuditEventRepository.class).find(null, null, type);
    }

    /** Keeps what is sent, or refuses. */
    static final class InMemoryTarget implements ReplayTarget {

        private final List<Resend> sent = new CopyOnWriteArrayList<>();
        volatile boolean breaks;

        @Override
        public boolean serves(String endpoint) {
            return true;
        }

        @Override
        public @Nullable String refusal(Resend message) {
            return null;
        }

        @Override
        public List<ResendOutcome> send(List<Resend> messages) {
            if (breaks) {
                return messages.stream()
                        .map(message -> new ResendOutcome(Outcome.EXCEPTION, "connection refused", Duration.ZERO))
                        .toList();
            }
            sent.addAll(messages);
            return messages.stream()
                    .map(message -> new ResendOutcome(Outcome.OK, null, Duration.ofMillis(1)))
                    .toList();
        }

        List<Resend> sentTo(String endpoint) {
            return sent.stream()
                    .filter(message -> message.endpoint().equals(endpoint))
                    .toList();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Targets {

        @Bean
        InMemoryTarget inMemoryTarget() {
            return new InMemoryTarget();
        }

        @Bean
        @Primary
        ReplayTargets inMemoryTargets(InMemoryTarget target) {
            return new ReplayTargets(List.of(target));
        }
    }
}
