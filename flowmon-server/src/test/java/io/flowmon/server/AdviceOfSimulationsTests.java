/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static io.flowmon.server.AdviceServer.number;
import static io.flowmon.server.AdviceServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flowmon.server.advice.SimulatedLoad;
import io.flowmon.server.advice.queueing.QueueSimulation;
import io.flowmon.server.advice.queueing.Times;
import io.flowmon.server.event.IncomingEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Advice over HTTP about queues whose truth is known: simulated, stored as events, and compared with longer simulations. Each
 * test has a day of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdviceOfSimulationsTests {

    private static final long SEED = 7;
    private static final int CUSTOMERS = 20_000;
    private static final int LONG = 1_000_000;
    private static final double SERVICE = 0.1;

    @TempDir
    static Path folder;

    private AdviceServer server;

    @BeforeAll
    void start() {
        server = AdviceServer.start(
                folder.resolve("data"),
                "--flowmon.server.advice.target=400ms",
                "--flowmon.server.advice.values[0].module=web",
                "--flowmon.server.advice.values[0].concurrency=4",
                "--flowmon.server.advice.values[0].percentile=0.9");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void pooledReceiver_waitAndInstancesAreThoseOfTheSimulation() throws Exception {
        QueueSimulation truth =
                new QueueSimulation(Times.exponential(), SERVICE / (3 * 0.75), Times.exponential(), SERVICE, 3);
        Instant start = Instant.parse("2026-03-01T10:00:00Z");
        Instant end =
                server.put(new SimulatedLoad(truth, 3, start, SEED, CUSTOMERS).takenAtOnce("worker", "LIST jobs"));

        JsonNode advice = server.advice(start, end, "worker", "LIST jobs");

        double wait = truth.meanWait(1, LONG);
        assertThat(number(advice, "now", "mean_wait")).isCloseTo(wait, withinPercentage(10));
        assertThat(number(advice, "now", "utilisation")).isCloseTo(0.75, within(0.02));
        assertThat(number(advice, "now", "response_time"))
                .isCloseTo(truth.responsePercentile(1, LONG, 0.95), withinPercentage(10));
        assertThat(number(advice, "facts", "concurrency", "mean")).isCloseTo(2.25, within(0.05));
        assertThat(text(advice, "facts", "concurrency", "basis")).isEqualTo("limit_seen");
        assertThat(text(advice, "facts", "arrivals", "basis")).isEqualTo("sent");
        assertThat(text(advice, "confidence")).isEqualTo("high");
        assertThat(advice.get("loads")).hasSize(3);
        for (JsonNode load : advice.get("loads")) {
            int tried = tried(truth, 3, load.get("factor").doubleValue(), 0.95, 0.4);
            assertThat(load.get("instances").intValue()).as(load.toString()).isBetween(tried - 1, tried + 1);
            assertThat(load.get("instances_at_most").intValue())
                    .isGreaterThanOrEqualTo(load.get("instances").intValue());
        }
    }

    @Test
    void competingReceivers_variedService_waitIsThatOfTheSimulation() throws Exception {
        QueueSimulation truth =
                new QueueSimulation(Times.exponential(), SERVICE / (4 * 0.8), Times.hyperexponential(2), SERVICE, 4);
        Instant start = Instant.parse("2026-03-02T10:00:00Z");
        Instant end =
                server.put(new SimulatedLoad(truth, 1, start, SEED, CUSTOMERS).takenWhenFree("worker", "LIST jobs"));

        JsonNode advice = server.advice(start, end, "worker", "LIST jobs");

        assertThat(number(advice, "now", "mean_wait"))
                .as("the wait of these very messages")
                .isCloseTo(truth.meanWait(SEED, CUSTOMERS), withinPercentage(10));
        assertThat(number(advice, "facts", "arrivals", "scv")).isCloseTo(1, within(0.05));
        assertThat(number(advice, "facts", "service", "scv")).isCloseTo(2, within(0.2));
        assertThat(advice.get("facts").get("instances")).hasSize(4);
        assertThat(text(advice, "facts", "concurrency", "basis")).isEqualTo("peak_seen");
        assertThat(text(advice, "confidence")).isEqualTo("medium");
        assertThat(advice.get("reasons").toString()).contains("as measured", "may be able to do more");
        int tried = tried(truth, 1, 1, 0.95, 0.4);
        assertThat(advice.get("loads").get(0).get("instances").intValue()).isBetween(tried - 1, tried + 1);
    }

    @Test
    void calls_instancesAreThoseOfTheSimulation_withTheConcurrencyThatWasConfigured() throws Exception {
        QueueSimulation each =
                new QueueSimulation(Times.exponential(), SERVICE / (4 * 0.85), Times.erlang(4), SERVICE, 4);
        Instant start = Instant.parse("2026-03-03T10:00:00Z");
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            events.addAll(
                    new SimulatedLoad(each, 4, start, i, CUSTOMERS / 2).calls("web", "web_" + i, "GET /items/{id}"));
        }
        Instant end = server.put(events);

        JsonNode advice = server.advice(start, end, "web", "GET /items/{id}");

        assertThat(text(advice, "queue")).isEqualTo("per_instance");
        assertThat(text(advice, "facts", "concurrency", "basis")).isEqualTo("configured");
        assertThat(number(advice, "target", "percentile")).isEqualTo(0.9);
        assertThat(number(advice, "facts", "utilisation")).isCloseTo(0.85, within(0.02));
        for (JsonNode load : advice.get("loads")) {
            int tried = 1;
            double rate = load.get("factor").doubleValue() * 2 / each.meanGap();
            while (rate * SERVICE / (4 * tried) >= 1 || response(each, tried / rate, 4, 0.9) > 0.4) {
                tried++;
            }
            assertThat(load.get("instances").intValue()).as(load.toString()).isBetween(tried - 1, tried + 1);
        }
        assertThat(advice.get("caveats").toString()).contains("equal part");
    }

    @Test
    void burstyArrivals_areBeyondTheFormulasAndSaidToBe() throws Exception {
        QueueSimulation bursty =
                new QueueSimulation(Times.hyperexponential(4), SERVICE / (2 * 0.6), Times.exponential(), SERVICE, 2);
        Instant start = Instant.parse("2026-03-09T10:00:00Z");
        Instant end = server.put(new SimulatedLoad(bursty, 2, start, SEED, 5_000).takenAtOnce("worker", "LIST jobs"));

        JsonNode advice = server.advice(start, end, "worker", "LIST jobs");

        assertThat(text(advice, "confidence")).isEqualTo("low");
        assertThat(advice.get("reasons").toString()).contains("outside of where the formulas are known");
    }

    @Test
    void overload_isSaidAndNoWaitIsMadeUp() throws Exception {
        QueueSimulation overload =
                new QueueSimulation(Times.exponential(), SERVICE / (2 * 1.4), Times.exponential(), SERVICE, 2);
        Instant start = Instant.parse("2026-03-05T10:00:00Z");
        List<IncomingEvent> events =
                new SimulatedLoad(overload, 1, start, SEED, 3_000).takenWhenFree("worker", "LIST jobs");
        Instant lastSend = start.plusNanos((long) (3_000 * overload.meanGap() * 1e9));
        server.put(events);

        JsonNode advice = server.advice(start, lastSend, "worker", "LIST jobs");

        assertThat(text(advice, "verdict")).isEqualTo("cannot_tell");
        assertThat(text(advice, "cannot_tell")).contains("backlog", "3 instances at least");
        assertThat(advice.has("now")).isFalse();
        assertThat(advice.get("loads")).isEmpty();
        assertThat(number(advice, "facts", "service", "mean")).isCloseTo(SERVICE, withinPercentage(10));
    }

    /** The fewest instances with which the simulated queue holds the target. */
    private static int tried(QueueSimulation truth, int perInstance, double factor, double part, double target) {
        double gap = truth.meanGap() / factor;
        int instances = (int) Math.floor(SERVICE / gap / perInstance) + 1;
        while (response(truth, gap, instances * perInstance, part) > target) {
            instances++;
        }
        return instances;
    }

    private static double response(QueueSimulation truth, double gap, int servers, double part) {
        return new QueueSimulation(truth.gaps(), gap, truth.service(), truth.meanService(), servers)
                .responsePercentile(1, 100_000, part);
    }
}
