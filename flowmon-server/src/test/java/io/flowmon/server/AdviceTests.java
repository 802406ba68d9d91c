/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static io.flowmon.server.AdviceServer.number;
import static io.flowmon.server.AdviceServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowmon.server.advice.ActionEvents;
import io.flowmon.server.event.IncomingEvent;
import java.net.http.HttpResponse;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Advice over HTTP about what was stored, and what cannot be known of it. Each test has a day of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdviceTests {

    @TempDir
    static Path folder;

    private AdviceServer server;

    @BeforeAll
    void start() {
        server = AdviceServer.start(folder.resolve("data"), "--flowmon.server.advice.target=400ms");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void targetBelowTheWorkItself_isNotAMatterOfInstances() throws Exception {
        Instant start = Instant.parse("2026-03-04T10:00:00Z");
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            UUID id = UUID.randomUUID();
            Instant begin = start.plusMillis(i * 1_000L);
            events.addAll(ActionEvents.of("f" + i, "shop", "shop_1").call("GET /slow", id, begin, 0.9));
            events.addAll(ActionEvents.of("f" + i, "shop", "shop_1")
                    .callOut("GET /prices", UUID.randomUUID(), id, begin.plusMillis(100), 0.7));
        }
        Instant end = server.put(events);

        JsonNode advice = server.advice(start, end, "shop", "GET /slow");

        assertThat(text(advice, "verdict")).isEqualTo("not_by_instances");
        assertThat(advice.get("loads").get(0).has("instances")).isFalse();
        assertThat(number(advice, "facts", "service", "own")).isCloseTo(0.2, within(0.001));
        assertThat(advice.get("caveats").toString()).contains("77.8 % of the time", "GET /prices at somewhere");
    }

    @Test
    void whatCannotBeKnown_isSaid() throws Exception {
        Instant start = Instant.parse("2026-03-06T10:00:00Z");
        Instant end = start.plusSeconds(600);
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ActionEvents one = ActionEvents.of("f" + i, "shop", "shop_1");
            Instant begin = start.plusMillis(i * 2_000L);
            events.addAll(one.handling("CHANNEL news", UUID.randomUUID(), begin, begin, begin.plusMillis(10)));
            events.addAll(one.call("GET /never", begin, 0.01).subList(0, 1));
            events.addAll(one.sampled(0.5).call("GET /sampled", begin, 0.01));
            events.addAll(one.call("GET /uneven", i < 250 ? start.plusMillis(i * 200L) : begin, 0.01));
            if (i < 49) {
                events.addAll(one.call("GET /rare", begin, 0.01));
            }
        }
        server.put(events);

        assertThat(text(server.advice(start, end, "shop", "CHANNEL news"), "cannot_tell"))
                .contains("every message");
        assertThat(text(server.advice(start, end, "shop", "GET /never"), "cannot_tell"))
                .contains("no service time");
        assertThat(text(server.advice(start, end, "shop", "GET /sampled"), "cannot_tell"))
                .contains("sampled");
        assertThat(text(server.advice(start, end, "shop", "GET /uneven"), "cannot_tell"))
                .contains("steady");
        assertThat(text(server.advice(start, end, "shop", "GET /rare"), "cannot_tell"))
                .contains("only 49");
    }

    @Test
    void kindOfFlow_tellsWhatBoundsItAndWhatTakesItsTime() throws Exception {
        Instant start = Instant.parse("2026-03-07T10:00:00Z");
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UUID in = UUID.randomUUID();
            UUID job = UUID.randomUUID();
            Instant begin = start.plusMillis(i * 1_000L);
            events.addAll(ActionEvents.of("f" + i, "front", "front_1").call("POST /", in, begin, i == 50 ? 1.2 : 0.2));
            events.addAll(ActionEvents.of("f" + i, "front", "front_1")
                    .send("LIST jobs", job, in, begin.plusMillis(10), 0.001));
            events.addAll(ActionEvents.of("f" + i, "back", "back_1")
                    .handling("LIST jobs", job, begin.plusMillis(11), begin.plusMillis(12), begin.plusMillis(812)));
        }
        Instant end = server.put(events);

        JsonNode kind = server.get(start, end, "").get("kinds").get(0);

        assertThat(text(kind, "module")).isEqualTo("front");
        assertThat(number(kind, "flows")).isEqualTo(100);
        assertThat(text(kind, "bounded_by", "module")).isEqualTo("back");
        assertThat(number(kind, "bounded_by", "utilisation")).isCloseTo(0.8, within(0.02));
        assertThat(number(kind, "bounded_by", "headroom")).isCloseTo(1.25, within(0.03));
        assertThat(text(kind, "slowed_by", "endpoint")).isEqualTo("LIST jobs");
        assertThat(number(kind, "slowed_by", "waited")).isCloseTo(0.002, within(0.0001));
        assertThat(kind.get("steps")).hasSize(2);
    }

    @Test
    void kindOfFlow_withTooFewActions_isJudgedAsLittleAsItsStations() throws Exception {
        Instant start = Instant.parse("2026-03-11T10:00:00Z");
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            UUID in = UUID.randomUUID();
            Instant begin = start.plusMillis(i * 1_000L);
            events.addAll(ActionEvents.of("f" + i, "front", "front_1").call("POST /", in, begin, 0.2));
            if (i == 30) {
                UUID job = UUID.randomUUID();
                events.addAll(ActionEvents.of("f" + i, "front", "front_1")
                        .send("LIST jobs", job, in, begin.plusMillis(10), 0.001));
                events.addAll(ActionEvents.of("f" + i, "back", "back_1")
                        .handling("LIST jobs", job, begin.plusMillis(11), begin.plusMillis(12), begin.plusSeconds(29)));
            }
        }
        events.addAll(ActionEvents.of("alone", "front", "front_1").call("GET /once", start, 59));
        Instant end = server.put(events);

        JsonNode kinds = server.get(start, end, "").get("kinds");

        JsonNode usual = kinds.get(0);
        assertThat(text(usual, "bounded_by", "endpoint")).isEqualTo("POST /");
        assertThat(text(usual, "slowed_by", "endpoint")).isEqualTo("LIST jobs");
        assertThat(text(usual, "slowed_by", "cannot_tell"))
                .isEqualTo(text(server.advice(start, end, "back", "LIST jobs"), "cannot_tell"))
                .contains("only 1 ended");
        JsonNode once = kinds.get(1);
        assertThat(text(once, "endpoint")).isEqualTo("GET /once");
        assertThat(once.has("bounded_by")).isFalse();
        assertThat(once.get("steps").get(0).has("utilisation")).isFalse();
        assertThat(text(once, "slowed_by", "cannot_tell")).contains("only 1 ended");
    }

    @Test
    void everyAdvice_leadsToItsEvents() throws Exception {
        Instant start = Instant.parse("2026-03-08T10:00:00Z");
        Instant end = server.put(ActionEvents.of("the-flow", "shop", "shop_1").call("GET /a b/{id}", start, 0.1));

        JsonNode evidence = server.advice(start, end, "shop", "GET /a b/{id}").get("evidence");

        assertThat(evidence.get("correlation_ids").get(0).stringValue()).isEqualTo("the-flow");
        JsonNode flows = JsonMapper.shared()
                .readTree(server.call(evidence.get("flows").stringValue()).body());
        assertThat(flows.get("flows").get(0).get("correlation_id").stringValue())
                .isEqualTo("the-flow");
    }

    @Test
    void idleInstances_areToSpare_andAModuleIsToldAsAWhole() throws Exception {
        Instant start = Instant.parse("2026-03-10T10:00:00Z");
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.addAll(ActionEvents.of("f" + i, "shop", "shop_" + i % 3)
                    .call(i % 2 == 0 ? "GET /a" : "GET /b", start.plusMillis(i * 2_000L), 0.02));
        }
        Instant end = server.put(events);

        JsonNode all = server.get(start, end, "&module=shop").get("advice");

        assertThat(all).hasSize(3);
        JsonNode whole = all.get(0);
        assertThat(whole.has("endpoint")).isFalse();
        assertThat(number(whole, "facts", "arrived")).isEqualTo(300);
        assertThat(text(whole, "verdict")).isEqualTo("spare");
        assertThat(text(whole, "text"))
                .isEqualTo(
                        "1 instance would hold the target. There are 3. The target is 95 % of the actions done within 400 ms.");
    }

    @Test
    void nothingStored_noAdvice() throws Exception {
        JsonNode nothing = server.get(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-02T00:00:00Z"), "");

        assertThat(nothing.get("advice")).isEmpty();
        assertThat(nothing.get("kinds")).isEmpty();
        assertThat(nothing.get("cannot_know")).isNotEmpty();
        assertThat(nothing.get("sources")).isNotEmpty();
    }

    @Test
    void wrongParameters_areProblems() throws Exception {
        for (String query :
                List.of("from=yesterday", "modul=shop", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")) {
            HttpResponse<String> answer = server.call("/api/advice?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }
}
