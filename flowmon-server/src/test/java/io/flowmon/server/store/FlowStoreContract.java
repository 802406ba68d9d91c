/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How every store lists flows. */
public abstract class FlowStoreContract extends StoreFixture {

    @Test
    void flows_summary_coversAllEventsOfTheFlow() throws Exception {
        store(
                TestEvents.event("f1", START, "front", null),
                TestEvents.event("f1", START.plusSeconds(1), "back", "server_error"),
                TestEvents.event("f1", START.plusSeconds(3), "front", "ok"));

        FlowQuery query = query(START.plusSeconds(2), START.plusSeconds(60), null, 10);

        assertThat(flows().flows(query).items())
                .containsExactly(new FlowSummary(
                        "f1",
                        START,
                        Duration.ofSeconds(3),
                        List.of("front", "back"),
                        "GET /a",
                        2,
                        3,
                        "server_error",
                        1));
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
}
