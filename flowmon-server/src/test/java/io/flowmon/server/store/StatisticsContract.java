/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmon.server.event.IncomingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must make of many flows at once. */
public abstract class StatisticsContract {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.000001Z");

    protected abstract EventStore events();

    protected abstract StatisticsStore statistics();

    protected abstract FlowStore flows();

    @Test
    void endpoints_areCountedByModuleAndWhatEnded_theMostFrequentFirst() throws Exception {
        UUID call = UUID.randomUUID();
        store(
                TestEvents.message("a", START, "front", "POST /b", "sender", call, "server_error", 0.5, 0.5),
                TestEvents.message("a", START, "middle", "POST /b", "receiver", call, "server_error", 0.25, 0.5),
                TestEvents.message("b", START, "middle", "POST /b", "receiver", UUID.randomUUID(), "ok", 0.75),
                TestEvents.event("c", START.plusSeconds(2), "middle", "ok"));

        EndpointList endpoints = statistics().endpoints(START, START.plusSeconds(1), null);

        assertThat(endpoints.omitted()).isZero();
        assertThat(endpoints.endpoints())
                .extracting(EndpointStatistics::module, EndpointStatistics::count, EndpointStatistics::errors)
                .containsExactly(tuple("middle", 3L, 2L), tuple("front", 2L, 2L));
        assertThat(endpoints.endpoints().get(0).elapsedSeconds().p50()).isEqualTo(0.5);
        assertThat(statistics().endpoints(START, START.plusSeconds(1), "front").endpoints())
                .extracting(EndpointStatistics::module)
                .containsExactly("front");
    }

    @Test
    void elapsedCounts_areThoseOfTheBand_andLeadToTheFlows() throws Exception {
        store(
                took("a", START, 0.0099, "ok"),
                took("b", START.plusMillis(1), 0.01, "ok"),
                took("c", START.plusMillis(2), 0.0199, "timeout"),
                took("d", START.plusSeconds(6), 300, "ok"),
                TestEvents.message("e", START, "shop", "GET /b", "receiver", UUID.randomUUID(), "ok", 0.015));

        LatencyQuery query = new LatencyQuery(START, START.plusSeconds(10), "shop", "GET /a", "End call", 2);
        assertThat(statistics().elapsedCounts(query))
                .extracting(ElapsedCount::from, ElapsedCount::band, ElapsedCount::count, ElapsedCount::errors)
                .containsExactly(
                        tuple(START, 3, 1L, 0L), tuple(START, 4, 2L, 1L), tuple(START.plusSeconds(5), 16, 1L, 0L));
        assertThat(flows("End call", Duration.ofMillis(10), Duration.ofMillis(20)))
                .containsExactly("c", "b");
        assertThat(flows("End call", Duration.ofSeconds(100), null)).containsExactly("d");
        assertThat(flows("Send message", Duration.ofMillis(10), null)).isEmpty();
    }

    private List<String> flows(String type, Duration least, @Nullable Duration below) {
        FlowQuery query = new FlowQuery(
                START,
                START.plusSeconds(10),
                "shop",
                "GET /a",
                null,
                null,
                new ElapsedCondition(type, least, below),
                null,
                Map.of(),
                null,
                10);
        return flows().flows(query).items().stream()
                .sorted(Comparator.comparing(FlowSummary::correlationId).reversed())
                .map(FlowSummary::correlationId)
                .toList();
    }

    private static IncomingEvent took(String flow, Instant end, double seconds, String outcome) {
        return TestEvents.message(flow, end, "shop", "GET /a", "receiver", UUID.randomUUID(), outcome, seconds);
    }

    @Test
    void flowRates_countFlowsWhereTheyBegin_andThoseThatFailed() throws Exception {
        store(
                TestEvents.event("a", START.plusMillis(250), "front", "ok"),
                TestEvents.event("a", START.plusSeconds(2), "back", "ok"),
                TestEvents.event("b", START.plusSeconds(6), "front", "timeout"),
                TestEvents.event("b", START.plusSeconds(7), "front", "ok"),
                TestEvents.message(
                        "c", START.plusSeconds(7), "front", "GET /a", "internal", UUID.randomUUID(), "ok", 0.25, 0.25));

        List<FlowRate> rates = statistics().flowRates(START, START.plusSeconds(10), 2);

        assertThat(rates)
                .extracting(FlowRate::from, FlowRate::count, FlowRate::failed)
                .containsExactly(tuple(START, 1L, 0L), tuple(START.plusSeconds(5), 5L, 1L));
        assertThat(rates.get(0).durationSeconds()).extracting(Percentiles::p50).isEqualTo(2.0);
    }

    @Test
    void flowRates_flowWhoseActionBeganBefore_countsInTheFirstPart() throws Exception {
        store(TestEvents.event("a", START.plusMillis(100), "front", "ok"));

        assertThat(statistics().flowRates(START, START.plusSeconds(10), 5))
                .extracting(FlowRate::from, FlowRate::count)
                .containsExactly(tuple(START, 1L));
    }

    @Test
    void intakeRates_countEventsByTheirReceipt() throws Exception {
        Instant before = Instant.now();
        store(TestEvents.event("a", START, "front", "ok"), TestEvents.event("b", START, "front", "ok"));

        assertThat(statistics()
                        .intakeRates(before.minusSeconds(1), Instant.now().plusSeconds(10), 1))
                .extracting(IntakeRate::events)
                .containsExactly(2L);
        assertThat(statistics().intakeRates(START, START.plusSeconds(10), 1)).isEmpty();
    }

    @Test
    void topology_callsAndQueues_areJoinedByMessage() throws Exception {
        UUID call = UUID.randomUUID();
        UUID message = UUID.randomUUID();
        UUID lost = UUID.randomUUID();
        store(
                TestEvents.message("f", START, "front", "POST /b", "sender", call, "server_error", 0.5),
                TestEvents.message("f", START, "middle", "POST /b", "receiver", call, "server_error", 0.4),
                TestEvents.message("f", START, "middle", "LIST q", "sender", message, "ok", 0.001),
                TestEvents.message("f", START, "middle", "LIST q", "sender", lost, "ok", 0.003),
                TestEvents.message("f", START, "back", "LIST q", "receiver", message, "ok", 0.2));

        Topology topology = statistics().topology(START, START.plusSeconds(1));

        assertThat(topology.nodes())
                .extracting(Topology.Node::id)
                .containsExactlyInAnyOrder("module:front", "module:middle", "module:back", "destination:LIST q");
        assertThat(edge(topology, "module:front", "module:middle")).satisfies(edge -> {
            assertThat(edge.count()).isEqualTo(1);
            assertThat(edge.errorRate()).isEqualTo(1);
        });
        assertThat(edge(topology, "module:middle", "destination:LIST q").count())
                .isEqualTo(2);
        assertThat(edge(topology, "destination:LIST q", "module:back").count()).isEqualTo(1);
    }

    @Test
    void counts_ofSampledFlows_areScaled() throws Exception {
        UUID tenth = UUID.randomUUID();
        UUID failed = UUID.randomUUID();
        UUID always = UUID.randomUUID();
        store(
                TestEvents.message("a", START, "front", "POST /b", "sender", tenth, "ok", 0.5, 0.1),
                TestEvents.message("a", START, "middle", "POST /b", "receiver", tenth, "ok", 0.4, 0.1),
                TestEvents.message("b", START, "front", "POST /b", "sender", failed, "server_error", 0.5, 0.2),
                TestEvents.message("b", START, "middle", "POST /b", "receiver", failed, "server_error", 0.4, 0.2),
                TestEvents.message("c", START, "front", "POST /b", "sender", always, "ok", 0.5),
                TestEvents.message("c", START, "middle", "POST /b", "receiver", always, "ok", 0.4));

        Topology topology = statistics().topology(START, START.plusSeconds(1));
        List<LatencyBucket> buckets =
                statistics().latency(new LatencyQuery(START, START.plusSeconds(1), "front", null, null, 1));

        assertThat(edge(topology, "module:front", "module:middle")).satisfies(edge -> {
            assertThat(edge.count()).isEqualTo(16);
            assertThat(edge.errorRate()).isEqualTo(5.0 / 16);
        });
        assertThat(buckets).extracting(LatencyBucket::count).containsExactly(16L);
        assertThat(buckets).extracting(LatencyBucket::errors).containsExactly(5L);
    }

    @Test
    void latency_percentiles_areThoseOfTheBucket() throws Exception {
        store(IntStream.rangeClosed(0, 100)
                .mapToObj(i -> TestEvents.message(
                        "f", START.plusMillis(i), "shop", "GET /a", "internal", UUID.randomUUID(), "ok", i / 100.0))
                .toArray(IncomingEvent[]::new));

        List<LatencyBucket> buckets =
                statistics().latency(new LatencyQuery(START, START.plusSeconds(10), "shop", null, "End call", 2));

        assertThat(buckets).singleElement().satisfies(bucket -> {
            assertThat(bucket.from()).isEqualTo(START);
            assertThat(bucket.to()).isEqualTo(START.plusSeconds(5));
            assertThat(bucket.count()).isEqualTo(101);
            assertThat(bucket.elapsedSeconds()).isEqualTo(new Percentiles(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99));
        });
    }

    private static Topology.Edge edge(Topology topology, String from, String to) {
        return topology.edges().stream()
                .filter(edge -> edge.from().equals(from) && edge.to().equals(to))
                .findFirst()
                .orElseThrow();
    }

    private void store(IncomingEvent... events) throws Exception {
        EventBatch batch = new EventBatch(Instant.now(), "http", List.of(events), List.of(), null, null, 1_000);
        assertThat(events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS).stored())
                .isTrue();
    }
}
