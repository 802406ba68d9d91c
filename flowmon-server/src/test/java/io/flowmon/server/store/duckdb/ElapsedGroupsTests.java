/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.EndpointStatistics;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.LatencyBucket;
import io.flowmon.server.store.LatencyQuery;
import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.duckdb.query.Readers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted by bands, beside the same sorted. */
class ElapsedGroupsTests {

    private static final int ACTIONS = 40_000;
    private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
    private static final Instant END = START.plusSeconds(60);

    /** Half a per cent, and what is between two neighbours among 10,000 times. */
    private static final Percentage CLOSE = Percentage.withPercentage(1);

    @TempDir
    static Path folder;

    private static OpenStore store;
    private static Readers readers;

    @BeforeAll
    static void fill() throws Exception {
        store = new OpenStore(folder.resolve("data"));
        readers = store.readers();
        Random random = new Random(7);
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < ACTIONS - 3; i++) {
            double elapsed = Math.exp(random.nextGaussian() - 3);
            String outcome = random.nextInt(10) == 0 ? "timeout" : "ok";
            events.add(ended(i, random.nextBoolean() ? "shop" : "bank", outcome, elapsed, 1));
        }
        events.add(ended(1, "rare", "ok", 0.123, 0.25));
        events.add(ended(2, "still", "exception", 0, 1));
        events.add(ended(3, "still", "ok", 0, 1));
        for (int from = 0; from < ACTIONS; from += 1_000) {
            List<IncomingEvent> batch = events.subList(from, from + 1_000);
            store.store(new EventBatch(START, "test", batch, List.of(), null, null, 100));
        }
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
    }

    @Test
    void latency_byBands_isCountedAlike_andClose() {
        for (String module : List.of("shop", "bank")) {
            LatencyQuery query = new LatencyQuery(START, END, module, "GET /a", "End call", 2);
            List<LatencyBucket> exact = sorted().latency(query);
            List<LatencyBucket> byBands = banded().latency(query);

            assertThat(exact).hasSize(2);
            assertAlike(byBands, exact, LatencyBucket::elapsedSeconds);
        }
    }

    @Test
    void endpoints_byBands_areCountedAlike_andClose() {
        List<EndpointStatistics> exact = sorted().endpoints(START, END, null).endpoints();
        List<EndpointStatistics> byBands = banded().endpoints(START, END, null).endpoints();

        assertThat(exact).hasSize(4);
        assertAlike(byBands, exact, EndpointStatistics::elapsedSeconds);
        assertThat(banded().endpoints(START, END, "rare").endpoints())
                .containsExactlyElementsOf(
                        sorted().endpoints(START, END, "rare").endpoints());
    }

    private static DuckDbStatisticsStore sorted() {
        return new DuckDbStatisticsStore(readers, ACTIONS);
    }

    private static DuckDbStatisticsStore banded() {
        return new DuckDbStatisticsStore(readers, 1);
    }

    private static <T> void assertAlike(List<T> actual, List<T> expected, Function<T, Percentiles> elapsed) {
        assertThat(actual)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("elapsedSeconds")
                .containsExactlyElementsOf(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertClose(elapsed.apply(actual.get(i)), elapsed.apply(expected.get(i)));
        }
    }

    private static void assertClose(Percentiles actual, Percentiles expected) {
        double[] expectedValues = values(expected);
        double[] actualValues = values(actual);
        for (int i = 0; i < expectedValues.length; i++) {
            assertThat(actualValues[i]).isCloseTo(expectedValues[i], CLOSE);
        }
    }

    private static double[] values(Percentiles all) {
        return DoubleStream.of(all.p1(), all.p5(), all.p25(), all.p50(), all.p75(), all.p95(), all.p99())
                .toArray();
    }

    private static IncomingEvent ended(int i, String module, String outcome, double elapsed, double sampleRate) {
        Instant at = START.plusMillis(60_000L * i / ACTIONS);
        return TestEvents.message(
                "f" + i, at, module, "GET /a", "receiver", new UUID(1, i), outcome, elapsed, sampleRate);
    }
}
