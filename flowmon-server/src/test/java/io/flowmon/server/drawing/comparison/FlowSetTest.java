/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.ShopFlow;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.TestFlows;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowStore;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowSetTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void draw_allThatMatch_leavesNothingOut() {
        assertThat(draw(new ManyFlows(3), 3, MINUTE))
                .contains("3 flows, 0 failed")
                .doesNotContain("other flows");
    }

    @Test
    void draw_moreThanTheLimit_countsThem() {
        assertThat(draw(new ManyFlows(1_203), 3, MINUTE)).contains("… 1200 other flows match and are not drawn");
    }

    @Test
    void draw_veryMany_countsThemUpToABound() {
        assertThat(draw(new ManyFlows(90_000), 3, MINUTE)).contains("… more than 5500 other flows match");
    }

    @Test
    void draw_outOfTime_drawsOneAndCountsTheOthers() {
        assertThat(draw(new ManyFlows(500), 200, Duration.ZERO))
                .contains("1 flow, 0 failed", "… 499 other flows match and are not drawn");
    }

    @Test
    void draw_flowThatWasRemovedMeanwhile_isNotCounted() {
        assertThat(draw(
                        new ManyFlows(3) {
                            @Override
                            public Page<StoredEvent> events(String id, @Nullable String cursor, int limit) {
                                return id.equals("1") ? new Page<>(List.of(), null) : super.events(id, cursor, limit);
                            }
                        },
                        10,
                        MINUTE))
                .contains("2 flows, 0 failed")
                .doesNotContain("other flows");
    }

    private static String draw(FlowStore store, int limit, Duration time) {
        FlowQuery query = new FlowQuery(
                EventBuilder.START,
                EventBuilder.START.plusSeconds(60),
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                limit);
        return new FlowSet(store, TestFlows.of(store), time).draw(query).text(DrawingFormat.MERMAID);
    }

    /** So many flows, by number, all alike. */
    private static class ManyFlows implements FlowStore {

        private final int number;

        ManyFlows(int number) {
            this.number = number;
        }

        @Override
        public Page<FlowSummary> flows(FlowQuery query) {
            int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
            int to = Math.min(number, from + query.limit());
            List<FlowSummary> page =
                    IntStream.range(from, to).mapToObj(ManyFlows::summary).toList();
            return new Page<>(page, to < number ? String.valueOf(to) : null);
        }

        @Override
        public Page<StoredEvent> events(String id, @Nullable String cursor, int limit) {
            return new Page<>(ShopFlow.healthy(id, EventBuilder.START), null);
        }

        @Override
        public long eventCount(String id) {
            return events(id, null, 1).items().size();
        }

        private static FlowSummary summary(int at) {
            return new FlowSummary(
                    String.valueOf(at),
                    EventBuilder.START,
                    Duration.ofMillis(20),
                    List.of("shop"),
                    "POST /orders",
                    7,
                    11,
                    "ok",
                    1);
        }
    }
}
