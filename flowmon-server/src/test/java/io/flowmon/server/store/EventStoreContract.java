/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class EventStoreContract {

    protected static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    protected abstract EventStore events();

    protected abstract FlowStore flows();

    protected abstract StatisticsStore statistics();

    /** Closes the store and opens it again on the same data. */
    protected abstract void reopen() throws Exception;

    @Test
    void events_stored_comeBackAsTheyWere() throws Exception {
        IncomingEvent event = TestEvents.event("f1", START, "shop", "ok");

        store(event);

        assertThat(eventsOf("f1")).singleElement().satisfies(stored -> {
            assertThat(stored.sequence()).isEqualTo(1);
            assertThat(stored.eventId()).isEqualTo(event.eventId());
            assertThat(stored.timestamp()).isEqualTo(START);
            assertThat(stored.receivedAt()).isEqualTo(START.plusSeconds(1));
            assertThat(stored.messageId()).isEqualTo(event.messageId());
            assertThat(stored.elapsedSeconds()).isEqualTo(0.25);
            assertThat(stored.actionId()).isNull();
            assertThat(stored.businessKeys()).containsEntry("order_id", "4711").containsEntry("quote", "a\"b");
            assertThat(String.valueOf(stored.serviceParams())).isEqualTo(event.serviceParams());
            assertThat(String.valueOf(stored.result())).isEqualTo("[1.10]");
            assertThat(String.valueOf(stored.others())).isEqualTo("{\"extra\":true}");
        });
    }

    @Test
    void events_ofAFlow_areInOrderOfTimeThenOfStoring() throws Exception {
        store(TestEvents.event("f1", START.plusSeconds(2), "c", null));
        store(TestEvents.event("f1", START, "a", null), TestEvents.event("f1", START, "b", null));

        assertThat(eventsOf("f1")).extracting(StoredEvent::moduleType).containsExactly("a", "b", "c");
    }

    @Test
    void session_repeatedBatchAndGap_storeNothing() throws Exception {
        UUID session = UUID.randomUUID();

        assertThat(storeNumbered(session, 1)).isEqualTo(new Receipt(true, 1, null));
        assertThat(storeNumbered(session, 1)).isEqualTo(new Receipt(false, 1, null));
        assertThat(storeNumbered(session, 3)).isEqualTo(new Receipt(false, 1, null));
        assertThat(storeNumbered(UUID.randomUUID(), 5)).isEqualTo(new Receipt(false, 0, null));
        assertThat(storeNumbered(session, 2)).isEqualTo(new Receipt(true, 2, null));

        assertThat(eventsOf("numbered")).hasSize(2);
    }

    @Test
    void session_afterReopening_goesOnWhereItWas() throws Exception {
        UUID session = UUID.randomUUID();
        storeNumbered(session, 1);

        reopen();

        assertThat(storeNumbered(session, 1)).isEqualTo(new Receipt(false, 1, null));
        assertThat(storeNumbered(session, 2)).isEqualTo(new Receipt(true, 2, null));
        assertThat(eventsOf("numbered")).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    }

    @Test
    void request_repeatedWithItsKey_storesNothingAndFindsTheFirstAnswer() throws Exception {
        IdempotentRequest request = new IdempotentRequest("k", "fingerprint", "{\"accepted\":1}");
        EventBatch batch = batch(List.of(TestEvents.event("f1", START, "shop", null)), List.of(), null, request);

        assertThat(store(batch).stored()).isTrue();
        reopen();
        Receipt second = store(batch);

        assertThat(second.stored()).isFalse();
        assertThat(second.earlier()).isEqualTo(request);
        assertThat(eventsOf("f1")).hasSize(1);
    }

    @Test
    void rejected_isListedNewestFirstByPages() throws Exception {
        List<RejectedEvent> rejected = IntStream.range(0, 5)
                .mapToObj(i -> new RejectedEvent(i, "reason " + i, "{"))
                .toList();
        store(batch(List.of(), rejected, null, null));

        Page<Rejection> first = statistics().rejected(null, 3);
        Page<Rejection> second = statistics().rejected(first.cursor(), 3);

        assertThat(first.items()).extracting(one -> one.event().index()).containsExactly(4, 3, 2);
        assertThat(second.items()).extracting(one -> one.event().index()).containsExactly(1, 0);
        assertThat(second.cursor()).isNull();
    }

    @Test
    void flows_summary_coversAllEventsOfTheFlow() throws Exception {
        store(
                TestEvents.event("f1", START, "front", null),
                TestEvents.event("f1", START.plusSeconds(1), "back", "server_error"),
                TestEvents.event("f1", START.plusSeconds(3), "front", "ok"));

        FlowQuery query = query(START.plusSeconds(2), START.plusSeconds(60), null, 10);

        assertThat(flows().flows(query).items())
                .containsExactly(new FlowSummary(
                        "f1", START, Duration.ofSeconds(3), List.of("front", "back"), "GET /a", 2, 3, "server_error"));
    }

    @Test
    void flows_ofASingleEnd_lastAsLongAsItsAction() throws Exception {
        store(TestEvents.event("f1", START, "shop", "ok"));

        FlowQuery query = query(START, START.plusSeconds(60), null, 10);
        Duration elapsed = Duration.ofMillis(250);

        assertThat(flows().flows(query).items()).singleElement().satisfies(flow -> {
            assertThat(flow.start()).isEqualTo(START.minus(elapsed));
            assertThat(flow.duration()).isEqualTo(elapsed);
        });
        assertThat(eventsOf("f1")).singleElement().satisfies(event -> {
            assertThat(event.from()).isEqualTo(START.minus(elapsed));
            assertThat(event.to()).isEqualTo(START);
        });
    }

    @Test
    void flows_withAnAbsurdDuration_areListedAllTheSame() throws Exception {
        UUID message = UUID.randomUUID();
        store(TestEvents.message("f1", START, "shop", "GET /a", "internal", message, "ok", 1e300));

        FlowQuery query = query(START, START.plusSeconds(60), null, 10);

        assertThat(flows().flows(query).items()).singleElement().satisfies(flow -> assertThat(flow.duration())
                .isEqualTo(StoredEvent.LONGEST_ACTION));
    }

    @Test
    void flows_byPages_eachOnceNewestFirst() throws Exception {
        for (int i = 0; i < 7; i++) {
            store(TestEvents.event("f" + i, START.plusSeconds(i / 2), "shop", "ok"));
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<FlowSummary> page = flows().flows(query(START, START.plusSeconds(60), cursor, 2));
            page.items().forEach(flow -> seen.add(flow.correlationId()));
            store(TestEvents.event("new" + seen.size(), START.plusSeconds(50), "shop", "ok"));
            cursor = page.cursor();
        } while (cursor != null);

        assertThat(seen).containsExactly("f6", "f5", "f4", "f3", "f2", "f1", "f0");
    }

    @Test
    void flows_conditions_select() throws Exception {
        store(
                TestEvents.event("quick", START, "shop", "ok"),
                TestEvents.event("slow", START, "bank", null),
                TestEvents.event("slow", START.plusSeconds(5), "bank", "timeout"));

        assertThat(ids("bank", null, null, null, Map.of())).containsExactly("slow");
        assertThat(ids(null, "timeout", null, null, Map.of())).containsExactly("slow");
        assertThat(ids(null, FlowQuery.FAILED, null, null, Map.of())).containsExactly("slow");
        assertThat(ids(null, null, Duration.ofSeconds(4), null, Map.of())).containsExactly("slow");
        assertThat(ids(null, null, null, "QUI", Map.of())).containsExactly("quick");
        assertThat(ids(null, null, null, "100%_", Map.of())).hasSize(2);
        assertThat(ids(null, null, null, "100__", Map.of())).isEmpty();
        assertThat(ids(null, null, null, null, Map.of("order_id", "4711"))).hasSize(2);
        assertThat(ids(null, null, null, null, Map.of("quote", "a\"b"))).hasSize(2);
        assertThat(ids(null, null, null, null, Map.of("order_id", "471"))).isEmpty();
        assertThat(ids("bank", "ok", null, null, Map.of())).isEmpty();
    }

    @Test
    void flows_wrongCursor_isRefused() {
        assertThatThrownBy(() -> flows().flows(query(START, START.plusSeconds(1), "nonsense", 2)))
                .isInstanceOf(QueryFailedException.class);
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

    @Test
    void report_ofAnInstance_disturbsNothing() throws Exception {
        for (int i = 0; i < 2; i++) {
            events().offer(new InstanceReport(
                    UUID.randomUUID(),
                    new HeartbeatReport(
                            "shop", "shop_1", HeartbeatReport.State.UP, START, 1, Map.of("full", 2L), START),
                    START));
        }
        store(TestEvents.event("f1", START, "shop", "ok"));

        assertThat(events().trouble()).isEmpty();
        assertThat(eventsOf("f1")).hasSize(1);
    }

    private List<String> ids(
            @Nullable String module,
            @Nullable String outcome,
            @Nullable Duration minDuration,
            @Nullable String text,
            Map<String, String> keys) {
        FlowQuery query =
                new FlowQuery(START, START.plusSeconds(60), module, null, outcome, minDuration, text, keys, null, 10);
        return flows().flows(query).items().stream()
                .map(FlowSummary::correlationId)
                .toList();
    }

    private static FlowQuery query(Instant from, Instant to, @Nullable String cursor, int limit) {
        return new FlowQuery(from, to, null, null, null, null, null, Map.of(), cursor, limit);
    }

    private static Topology.Edge edge(Topology topology, String from, String to) {
        return topology.edges().stream()
                .filter(edge -> edge.from().equals(from) && edge.to().equals(to))
                .findFirst()
                .orElseThrow();
    }

    private Receipt storeNumbered(UUID session, long number) throws Exception {
        List<IncomingEvent> events = List.of(TestEvents.event("numbered", START, "shop", "ok"));
        return store(batch(events, List.of(), new WirePosition(session, number), null));
    }

    private List<StoredEvent> eventsOf(String flow) {
        return flows().events(flow, null, 1_000).items();
    }

    private void store(IncomingEvent... events) throws Exception {
        assertThat(store(batch(List.of(events), List.of(), null, null)).stored())
                .isTrue();
    }

    private Receipt store(EventBatch batch) throws Exception {
        return events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS);
    }

    private static EventBatch batch(
            List<IncomingEvent> events,
            List<RejectedEvent> rejected,
            @Nullable WirePosition position,
            @Nullable IdempotentRequest request) {
        return new EventBatch(START.plusSeconds(1), "test", events, rejected, position, request, 100);
    }
}
