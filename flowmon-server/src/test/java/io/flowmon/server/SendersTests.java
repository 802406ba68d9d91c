/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.HeartbeatReport.State;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Heartbeat;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a sender that is gone had in memory is no silence. Whoever is silent is gone at once here. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "flowmon.server.zeromq.gone-after=1ms"})
class SendersTests {

    private static final Instant FIRST_START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SECOND_START = FIRST_START.plusSeconds(60);

    private static final long DROPPED = 2;

    @TempDir
    static Path data;

    @Autowired
    ZeroMqIntake zeromq;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String module = "shop_" + UUID.randomUUID();
    private final UUID session = UUID.randomUUID();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @Test
    void senderGone_whatItHadInMemory_isAGap() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(session, 1, FIRST_START, 3, 1));
            dealer.send(heartbeat(session, FIRST_START, State.UP, 10));
        }
        await().untilAsserted(() -> assertThat(senders()).hasSize(1));

        JsonNode sender = senders().get(0);

        assertThat(sender.get("module_type").asString()).isEqualTo(module);
        assertThat(sender.get("state").asString()).isEqualTo("gone");
        assertThat(Instant.parse(sender.get("last_seen").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(number(sender, "offered")).isEqualTo(10);
        assertThat(number(sender, "queued")).isEqualTo(3);
        assertThat(number(sender, "in_flight")).isEqualTo(2);
        assertThat(number(sender, "spooled")).isZero();
        assertThat(number(sender, "acknowledged")).isEqualTo(4);
        assertThat(sender.get("dropped").get("queue_full").asLong()).isEqualTo(2);
        assertThat(number(sender, "stored")).isEqualTo(3);
        assertThat(number(sender, "rejected")).isEqualTo(1);
        assertThat(number(sender, "gap")).isEqualTo(10 - DROPPED - 3 - 1);
        assertThat(sender.get("sessions")).singleElement().satisfies(one -> {
            assertThat(one.get("session").asString()).isEqualTo(session.toString());
            assertThat(number(one, "last_number")).isEqualTo(1);
        });
    }

    @Test
    void eventsOfAFormerProcess_deliveredByTheNext_closeTheGapOfTheFormer() throws Exception {
        UUID next = UUID.randomUUID();
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(session, 1, FIRST_START, 2, 0));
            dealer.send(heartbeat(session, FIRST_START, State.UP, 7));
            dealer.send(heartbeat(next, SECOND_START, State.BYE, 5));
            dealer.send(batch(next, 1, SECOND_START, 3, 0));
            dealer.send(batch(UUID.randomUUID(), 1, FIRST_START.plusSeconds(59), 3, 0));
        }
        await().untilAsserted(() -> {
            List<JsonNode> senders = senders();
            assertThat(senders).extracting(one -> one.get("state").asString()).containsExactly("bye", "gone");
            assertThat(senders).extracting(one -> number(one, "stored")).containsExactly(3L, 5L);
            assertThat(senders).extracting(one -> number(one, "gap")).containsExactly(0L, 0L);
        });
    }

    @Test
    void undecodableBatch_isNoEventOfItsSender() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(session, 1, FIRST_START, 1, 0));
            dealer.send(new Batch(session, 2, PayloadEncoding.JSON, new byte[] {'['}));
            dealer.send(heartbeat(session, FIRST_START, State.BYE, 8));
        }
        await().untilAsserted(() -> assertThat(senders()).singleElement().satisfies(one -> {
            assertThat(number(one, "stored")).isEqualTo(1);
            assertThat(number(one, "rejected")).isZero();
            assertThat(number(one.get("sessions").get(0), "last_number")).isEqualTo(2);
        }));
    }

    @Test
    void senderOfRejectedEventsAlone_hasNoGap() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(session, 1, FIRST_START, 0, 6));
            dealer.send(heartbeat(session, FIRST_START, State.BYE, 6 + DROPPED));
        }
        await().untilAsserted(() -> assertThat(senders()).singleElement().satisfies(one -> {
            assertThat(number(one, "stored")).isZero();
            assertThat(number(one, "rejected")).isEqualTo(6);
            assertThat(number(one, "gap")).isZero();
        }));
    }

    @Test
    void senderThatDoesNotTellItsStart_isListedWithoutAGap() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(new Heartbeat(
                    session,
                    new HeartbeatReport(module, module + "_1", State.BYE, Instant.now(), 8, Map.of(), null).toJson()));
        }
        await().untilAsserted(() -> assertThat(senders()).singleElement().satisfies(one -> {
            assertThat(number(one, "offered")).isEqualTo(8);
            assertThat(one.has("gap")).isFalse();
            assertThat(one.has("queued")).isFalse();
        }));
    }

    @Test
    void pages_coverEverySenderOnce() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            for (int i = 0; i < 5; i++) {
                dealer.send(heartbeat(session, FIRST_START.plusSeconds(i), State.UP, i));
            }
        }
        await().untilAsserted(() -> assertThat(senders()).hasSize(5));

        JsonNode first = get("/api/senders?limit=3&module=" + module);
        JsonNode second = get("/api/senders?limit=3&module=" + module + "&cursor="
                + first.get("cursor").asString());

        assertThat(first.get("senders"))
                .extracting(one -> number(one, "offered"))
                .containsExactly(4L, 3L, 2L);
        assertThat(second.get("senders"))
                .extracting(one -> number(one, "offered"))
                .containsExactly(1L, 0L);
        assertThat(second.has("cursor")).isFalse();
    }

    private Heartbeat heartbeat(UUID of, Instant startedAt, State state, long offered) {
        return new Heartbeat(
                of,
                new HeartbeatReport(
                                module,
                                module + "_1",
                                state,
                                Instant.now(),
                                offered,
                                Map.of("queue_full", DROPPED),
                                null,
                                startedAt,
                                0L,
                                3L,
                                2L,
                                0L,
                                4L)
                        .toJson());
    }

    private Batch batch(UUID of, long number, Instant at, int good, int bad) {
        String event = "{\"correlation_id\":\"f\",\"timestamp\":\"%s\",\"module_type\":\"%s\",\"module_id\":\"%s_1\"}"
                .formatted(at, module, module);
        List<String> events = new ArrayList<>(Collections.nCopies(good, event));
        events.addAll(Collections.nCopies(bad, "{}"));
        return new Batch(of, number, PayloadEncoding.JSON, events.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<JsonNode> senders() throws Exception {
        return StreamSupport.stream(
                        get("/api/senders?module=" + module).get("senders").spliterator(), false)
                .toList();
    }

    private static long number(@Nullable JsonNode of, String name) {
        return of == null ? -1 : of.get(name).asLong();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
