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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must count of the flows that a query lists. */
public abstract class FlowCountsContract {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    protected abstract EventStore events();

    protected abstract FlowCountStore flows();

    /** Where the same flows are listed. */
    protected abstract FlowStore list();

    @Test
    void counts_areThoseOfTheListedFlows_whereTheyBegin() throws Exception {
        store(
                ended("a", 1, "shop", "POST /a", "ok"),
                ended("a", 8, "stock", "GET /b", "ok"),
                ended("b", 6, "shop", "POST /a", "timeout"),
                ended("c", 7, "shop", "POST /a", "ok"),
                ended("late", 10, "shop", "POST /a", "ok"));

        assertThat(counts(query(null, null, null, Map.of())))
                .extracting(FlowCount::from, FlowCount::to, FlowCount::count, FlowCount::failed)
                .containsExactly(
                        tuple(START, START.plusSeconds(5), 1L, 0L),
                        tuple(START.plusSeconds(5), START.plusSeconds(10), 2L, 1L));
        assertThat(counts(query("stock", null, null, Map.of())))
                .extracting(FlowCount::from, FlowCount::count)
                .containsExactly(tuple(START, 1L));
        assertThat(counts(query(null, null, FlowQuery.FAILED, Map.of())))
                .extracting(FlowCount::from, FlowCount::count, FlowCount::failed)
                .containsExactly(tuple(START.plusSeconds(5), 1L, 1L));
        assertThat(counts(query(null, null, null, Map.of("order_id", "none")))).isEmpty();
    }

    @Test
    void counts_flowThatWentOnFromBefore_countsAtTheBegin_withItsWholeOutcome() throws Exception {
        store(
                ended("a", -3, "shop", "POST /a", "exception"),
                ended("a", 2, "stock", "GET /b", "ok"),
                ended("before", -3, "shop", "POST /a", "ok"));

        assertThat(counts(query(null, null, null, Map.of()), START.minusSeconds(2), FIVE_SECONDS))
                .extracting(FlowCount::from, FlowCount::count, FlowCount::failed)
                .containsExactly(tuple(START.minusSeconds(2), 1L, 1L));
    }

    @Test
    void counts_ofFailedFlows_haveThoseThatFailedOutsideOfTheTime() throws Exception {
        store(
                ended("a", -3, "shop", "POST /a", "exception"),
                ended("a", 2, "stock", "GET /b", "ok"),
                ended("b", 3, "shop", "POST /a", "ok"));

        assertThat(counts(query(null, null, FlowQuery.FAILED, Map.of()), START, FIVE_SECONDS))
                .extracting(FlowCount::count, FlowCount::failed)
                .containsExactly(tuple(1L, 1L));
        assertThat(counts(query(null, null, "exception", Map.of()), START, FIVE_SECONDS))
                .extracting(FlowCount::count)
                .containsExactly(1L);
        assertThat(counts(query(null, null, "timeout", Map.of()), START, FIVE_SECONDS))
                .isEmpty();
    }

    @Test
    void counts_ofARareModule_andOfAFrequentOne() throws Exception {
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(ended("shop-" + i, 1, "shop", "POST /a", i == 0 ? "timeout" : "ok"));
        }
        events.add(ended("stock", 1, "stock", "GET /b", "ok"));
        store(events.toArray(IncomingEvent[]::new));

        assertThat(counts(query("stock", null, null, Map.of())))
                .extracting(FlowCount::count)
                .containsExactly(1L);
        assertThat(counts(query("shop", null, null, Map.of())))
                .extracting(FlowCount::count, FlowCount::failed)
                .containsExactly(tuple(20L, 1L));
        assertThat(counts(query("shop", null, "ok", Map.of())))
                .extracting(FlowCount::count, FlowCount::failed)
                .containsExactly(tuple(19L, 0L));
    }

    @Test
    void counts_ofASample_areScaled_andTellHowManyAreRecorded() throws Exception {
        store(sampled("a", 1), sampled("b", 2));

        assertThat(counts(query(null, null, null, Map.of())))
                .containsExactly(new FlowCount(START, START.plusSeconds(5), 8, 8, 2));
        assertThat(flows().facets(query(null, null, null, Map.of()), 5)
                        .modules()
                        .values())
                .containsExactly(new FlowFacets.FacetValue("shop", 8));
    }

    @Test
    void facets_areThoseOfTheTime_theMostFrequentFirst() throws Exception {
        store(
                ended("a", 1, "shop", "POST /a", "ok"),
                ended("a", 2, "shop", "POST /a", "ok"),
                ended("a", 2, "stock", "GET /b", "ok"),
                TestEvents.withKeys(
                        ended("b", 3, "shop", "POST /c", "timeout"), "{\"a \\\"b\\\":\":\"x,\",\"customer\":\"7\"}"),
                TestEvents.withKeys(ended("b", 30, "later", "GET /d", "ok"), null));

        FlowFacets facets = flows().facets(query(null, null, null, Map.of()), 10);

        assertThat(values(facets.modules())).containsExactly(tuple("shop", 2L), tuple("stock", 1L));
        assertThat(values(facets.endpoints()))
                .containsExactly(tuple("GET /b", 1L), tuple("POST /a", 1L), tuple("POST /c", 1L));
        assertThat(values(facets.outcomes())).containsExactly(tuple("ok", 1L), tuple("timeout", 1L));
        assertThat(values(facets.businessKeys()))
                .containsExactly(
                        tuple("a \"b\":", 1L), tuple("customer", 1L), tuple("order_id", 1L), tuple("quote", 1L));
    }

    @Test
    void facets_ofWhatIsChosen_tellItsAlternatives() throws Exception {
        store(
                ended("a", 1, "shop", "POST /a", "ok"),
                ended("a", 2, "stock", "GET /b", "ok"),
                ended("b", 3, "shop", "POST /c", "timeout"),
                ended("c", 4, "mailer", "LIST mails", "ok"));

        FlowFacets facets = flows().facets(query("shop", "POST /a", "ok", Map.of("order_id", "4711")), 10);

        assertThat(values(facets.modules()))
                .containsExactly(tuple("mailer", 1L), tuple("shop", 1L), tuple("stock", 1L));
        assertThat(values(facets.endpoints())).containsExactly(tuple("POST /a", 1L));
        assertThat(values(facets.outcomes())).containsExactly(tuple("ok", 1L));
        assertThat(values(facets.businessKeys())).containsExactly(tuple("order_id", 1L), tuple("quote", 1L));
    }

    @Test
    void facets_ofManyValues_areBounded_andTellHowManyAreLeftOut() throws Exception {
        store(
                ended("a", 1, "shop", "GET /1", "ok"),
                ended("b", 1, "shop", "GET /2", "ok"),
                ended("c", 1, "shop", "GET /2", "ok"),
                ended("c", 1, "shop", "GET /3", "ok"));

        FlowFacets.Facet endpoints =
                flows().facets(query(null, null, null, Map.of()), 2).endpoints();

        assertThat(values(endpoints)).containsExactly(tuple("GET /2", 2L), tuple("GET /1", 1L));
        assertThat(endpoints.omitted()).isEqualTo(1);
    }

    private static List<Tuple> values(FlowFacets.Facet facet) {
        return facet.values().stream()
                .map(one -> tuple(one.value(), one.flows()))
                .toList();
    }

    private List<FlowCount> counts(FlowQuery query) {
        return counts(query, START, FIVE_SECONDS);
    }

    /** Asked for and counted from the list: both tell the same. */
    private List<FlowCount> counts(FlowQuery query, Instant origin, Duration width) {
        List<FlowCount> counts = flows().counts(query, origin, width);
        assertThat(FlowCount.of(list().flows(query).items(), query, origin, width))
                .isEqualTo(counts);
        return counts;
    }

    private static FlowQuery query(
            @Nullable String module, @Nullable String endpoint, @Nullable String outcome, Map<String, String> keys) {
        return new FlowQuery(START, START.plusSeconds(10), module, endpoint, outcome, null, null, keys, null, 100);
    }

    private static IncomingEvent ended(String flow, int second, String module, String endpoint, String outcome) {
        return TestEvents.message(
                flow, START.plusSeconds(second), module, endpoint, "receiver", UUID.randomUUID(), outcome, 0.0);
    }

    private static IncomingEvent sampled(String flow, int second) {
        return TestEvents.message(
                flow,
                START.plusSeconds(second),
                "shop",
                "POST /a",
                "receiver",
                UUID.randomUUID(),
                "timeout",
                0.0,
                0.25);
    }

    private void store(IncomingEvent... events) throws Exception {
        EventBatch batch = new EventBatch(Instant.now(), "http", List.of(events), List.of(), null, null, 1_000);
        assertThat(events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS).stored())
                .isTrue();
    }
}
