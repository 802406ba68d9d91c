/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.store.Percentiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void sameAsBefore_isNoChange() {
        assertThat(changes(List.of(one("a", 400, 4, 0.1)), List.of(one("a", 100, 1, 0.11))))
                .isEmpty();
    }

    @Test
    void slower_isTold_theShortestOfAChainFirst() {
        List<Change> changes = changes(
                List.of(one("front", 400, 0, 0.2), one("back", 400, 0, 0.05)),
                List.of(one("front", 100, 0, 0.5), one("back", 100, 0, 0.35)));

        assertThat(changes)
                .extracting(change -> change.endpoint().module(), Change::kind, Change::before, Change::now)
                .containsExactly(
                        tuple("back", "slower", "50 ms", "350 ms"), tuple("front", "slower", "200 ms", "500 ms"));
    }

    @Test
    void moreFailures_comeBeforeAllElse_theirOriginFirst() {
        List<Change> changes = changes(
                List.of(one("front", 400, 0, 0.2), one("back", 400, 0, 0.1), one("slow", 400, 0, 0.1)),
                List.of(one("front", 100, 5, 0.2), one("back", 100, 5, 0.1), one("slow", 100, 0, 0.9)));

        assertThat(changes)
                .extracting(change -> change.endpoint().module(), Change::kind)
                .containsExactly(tuple("back", "errors"), tuple("front", "errors"), tuple("slow", "slower"));
    }

    @Test
    void fewActions_sayNothing() {
        assertThat(changes(List.of(one("a", 19, 0, 0.1)), List.of(one("a", 19, 2, 0.9))))
                .isEmpty();
    }

    @Test
    void newEndpoint_isTold_unlessEverythingIsNew() {
        assertThat(changes(List.of(one("a", 400, 0, 0.1)), List.of(one("a", 100, 0, 0.1), one("b", 100, 0, 0.1))))
                .extracting(Change::kind)
                .containsExactly("new");
        assertThat(changes(List.of(), List.of(one("b", 100, 0, 0.1)))).isEmpty();
    }

    @Test
    void endpointThatFellSilent_andRatesThatChanged_areTold() {
        List<Change> changes = changes(
                List.of(one("gone", 400, 0, 0.1), one("busy", 400, 0, 0.1), one("idle", 4_000, 0, 0.1)),
                List.of(one("busy", 400, 0, 0.1), one("idle", 100, 0, 0.1)));

        assertThat(changes)
                .extracting(change -> change.endpoint().module(), Change::kind, Change::before, Change::now)
                .containsExactlyInAnyOrder(
                        tuple("gone", "silent", "6.67", "0"),
                        tuple("busy", "more", "6.67", "26.7"),
                        tuple("idle", "less", "66.7", "6.67"));
    }

    private static List<Change> changes(List<EndpointStatistics> before, List<EndpointStatistics> now) {
        return Change.between(before, 60, now, 15);
    }

    private static EndpointStatistics one(String module, long count, long errors, double p95) {
        return new EndpointStatistics(
                module, "GET /", "End call", count, errors, new Percentiles(p95, p95, p95, p95, p95, p95, p95));
    }
}
