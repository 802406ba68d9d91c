/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.store.Gaps;
import io.flowmon.server.store.InstanceLoad;
import io.flowmon.server.store.LoadPart;
import io.flowmon.server.store.LoadQuery;
import io.flowmon.server.store.StationKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanTests {

    private static final StationKey KEY = new StationKey("shop", "GET /x");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final LoadQuery QUERY = new LoadQuery(START, START.plusSeconds(60), null, null, 6);

    @Test
    void arrivalsInAllParts_isTheWholeRange() {
        assertThat(Span.of(QUERY, parts(1, 2, 3, 4, 5, 6), List.of()))
                .isEqualTo(new Span(START, START.plusSeconds(60), false, List.of(1L, 2L, 3L, 4L, 5L, 6L)));
    }

    @Test
    void nothingInBetween_belongsToIt() {
        assertThat(Span.of(QUERY, parts(1, 0, 0, 4, 5, 6), List.of()).counts()).containsExactly(1L, 0L, 0L, 4L, 5L, 6L);
    }

    @Test
    void nothingBefore_beginsWithTheFirstArrival_andLeavesOutThePartThatIsNotWhole() {
        Span span = Span.of(QUERY, parts(0, 0, 3, 4, 5, 6), List.of(instance(25, 60), instance(30, 60)));

        assertThat(span).isEqualTo(new Span(START.plusSeconds(25), START.plusSeconds(60), true, List.of(4L, 5L, 6L)));
        assertThat(span.seconds()).isEqualTo(35);
    }

    @Test
    void nothingAfterwards_endsWithTheLastAction() {
        assertThat(Span.of(QUERY, parts(1, 2, 3, 4, 0, 0), List.of(instance(0, 38))))
                .isEqualTo(new Span(START, START.plusSeconds(38), true, List.of(1L, 2L, 3L)));
    }

    @Test
    void oneMoment_isTheWholeRange() {
        assertThat(Span.of(QUERY, parts(0, 0, 1, 0, 0, 0), List.of(instance(25, 25))))
                .isEqualTo(new Span(START, START.plusSeconds(60), false, List.of()));
    }

    private static List<LoadPart> parts(int... counts) {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> new LoadPart(KEY, i, counts[i], null))
                .toList();
    }

    private static InstanceLoad instance(long first, long last) {
        return new InstanceLoad(
                KEY, "shop_1", 1, 1, 1, new Gaps(0, 0, 0), START.plusSeconds(first), START.plusSeconds(last));
    }
}
