/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.flowmon.rules.definition.Measure;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.MeasureQuery.SpecialThreshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must make of rules' measures. */
public abstract class MeasuresContract {

    private static final Instant START = Instant.parse("2026-01-02T03:04:00Z");

    protected abstract EventStore events();

    protected abstract StatisticsStore statistics();

    @Test
    void elapsed_isThatOfEachAction_besideTheThresholdOfItsEndpoint() throws Exception {
        store(
                took("shop", "GET /a", 1, 0.5),
                took("shop", "GET /a", 2, 0.2),
                took("shop", "GET /a", 65, 0.1),
                took("shop", "GET /b", 3, 0.6),
                took("bank", "GET /a", 4, 0.4));

        MeasuredStations found = statistics()
                .measured(query(
                        Measure.ELAPSED_MAX,
                        10,
                        1,
                        0.3,
                        List.of(new SpecialThreshold("shop", "GET /b", 6), new SpecialThreshold("bank", null, 0.4)),
                        10));

        assertThat(found.omitted()).isZero();
        assertThat(found.stations())
                .extracting(MeasuredStation::module, MeasuredStation::endpoint, MeasuredStation::threshold)
                .containsExactly(
                        tuple("shop", "GET /a", 0.3), tuple("bank", "GET /a", 0.4), tuple("shop", "GET /b", 6.0));
        MeasuredStation first = found.stations().get(0);
        assertThat(first.greatest()).isEqualTo(0.5);
        assertThat(first.latest()).isEqualTo(0.1);
        assertThat(first.compared()).isEqualTo(3);
        assertThat(first.above()).isOne();
        assertThat(first.points())
                .containsExactly(
                        new MeasuredStation.Point(START, 0.5), new MeasuredStation.Point(START.plusSeconds(60), 0.1));
        assertThat(found.stations().get(1).above()).as("0.4 is not above 0.4").isZero();
    }

    @Test
    void stations_areAsManyAsAskedFor_andTheOthersCounted() throws Exception {
        store(took("shop", "GET /a", 1, 0.5), took("shop", "GET /b", 2, 0.4), took("shop", "GET /c", 3, 0.3));

        MeasuredStations found = statistics().measured(query(Measure.ELAPSED_MAX, 10, 1, 0.3, List.of(), 2));

        assertThat(found.stations()).extracting(MeasuredStation::endpoint).containsExactly("GET /a", "GET /b");
        assertThat(found.omitted()).isOne();
        assertThat(statistics()
                        .measured(query(Measure.ELAPSED_MAX, 10, 1, 0, List.of(), 2))
                        .stations())
                .as("a threshold of 0")
                .hasSize(2);
    }

    @Test
    void percentile_isThatOfEachWindow_withEnoughActions() throws Exception {
        store(
                took("shop", "GET /a", 0, 0.1),
                took("shop", "GET /a", 1, 0.2),
                took("shop", "GET /a", 2, 0.3),
                took("shop", "GET /a", 10, 0.4),
                took("shop", "GET /a", 11, 0.8),
                took("shop", "GET /a", 70, 9));

        MeasuredStation station = only(Measure.ELAPSED_PERCENTILE, 10, 2, 0.5);

        assertThat(station.greatest()).isCloseTo(0.6, within(1e-9));
        assertThat(station.latest()).isCloseTo(0.6, within(1e-9));
        assertThat(station.compared()).as("the single one at 70 s says nothing").isEqualTo(2);
        assertThat(station.above()).isOne();
        assertThat(station.points()).extracting(MeasuredStation.Point::from).containsExactly(START);
    }

    @Test
    void failedShare_isOfWhatFailedByTheService() throws Exception {
        store(
                ended("shop", "GET /a", 0, "ok", null),
                ended("shop", "GET /a", 1, "client_error", null),
                ended("shop", "GET /a", 2, "timeout", null),
                ended("shop", "GET /a", 3, "server_error", null));

        assertThat(only(Measure.FAILED_SHARE, 60, 1, 0.4).greatest()).isEqualTo(0.5);
    }

    @Test
    void refusedShare_isOfTheCallsThatWereAnsweredWith429() throws Exception {
        store(
                ended("shop", "GET /a", 0, "client_error", "{\"status\":429}"),
                ended("shop", "GET /a", 1, "client_error", "{\"status\":404}"),
                ended("shop", "GET /a", 2, "client_error", null),
                ended("shop", "GET /a", 3, "ok", "{\"status\":200}"));

        assertThat(only(Measure.REFUSED_SHARE, 60, 1, 0.4).greatest()).isEqualTo(0.25);
    }

    @Test
    void callsPerSecond_areTheAverageOfTheWindow_scaledWhereFlowsAreSampled() throws Exception {
        UUID call = UUID.randomUUID();
        store(
                TestEvents.message("f", START.plusSeconds(1), "shop", "GET /a", "receiver", call, "ok", 0.1, 0.1),
                TestEvents.message("f", START.plusSeconds(1), "web", "GET /a", "sender", call, "ok", 0.1, 0.1),
                took("shop", "GET /a", 2, 0.1),
                took("shop", "GET /a", 12, 0.1));

        MeasuredStation station = only(Measure.CALLS_PER_SECOND, 10, 1, 1);

        assertThat(station.module()).isEqualTo("shop");
        assertThat(station.greatest()).isCloseTo(1.1, within(1e-9));
        assertThat(station.latest()).isCloseTo(0.1, within(1e-9));
        assertThat(station.above()).isOne();
    }

    @Test
    void flows_areMeasuredFromTheFirstEventToTheLast_whereTheyBegan() throws Exception {
        store(
                TestEvents.message("f", START.plusSeconds(9), "bank", "GET /b", "receiver", id(), "ok", 1.0),
                TestEvents.message("f", START.plusSeconds(2), "web", "GET /a", "receiver", id(), null, null));

        MeasuredStation station = only(Measure.FLOW_ELAPSED, 10, 1, 5);

        assertThat(station.module()).isEqualTo("web");
        assertThat(station.endpoint()).isEqualTo("GET /a");
        assertThat(station.greatest()).isEqualTo(7.0);
        assertThat(station.above()).isOne();
    }

    @Test
    void flows_thatBeganBefore_areMeasuredWhole_whereTheyBegan() throws Exception {
        store(
                TestEvents.message("f", START.minusSeconds(5), "web", "GET /a", "receiver", id(), null, null),
                TestEvents.message("f", START.plusSeconds(2), "bank", "GET /b", "receiver", id(), "ok", 1.0),
                TestEvents.message("over", START.minusSeconds(5), "web", "GET /a", "receiver", id(), "ok", 90.0));

        MeasuredStation station = only(Measure.FLOW_ELAPSED, 10, 1, 5);

        assertThat(station.module()).isEqualTo("web");
        assertThat(station.greatest()).isEqualTo(7.0);
        assertThat(station.compared()).isOne();
    }

    @Test
    void messages_waitFromTheirSendingToTheirFirstReceipt() throws Exception {
        UUID received = id();
        UUID early = id();
        store(
                message(received, 1, "shop", "sender", "Send message", "ok", 0.0),
                message(received, 4, "worker", "receiver", "Received message", null, null),
                message(received, 30, "worker", "receiver", "End processing", "ok", 20.0),
                message(received, 31, "audit", "receiver", "End processing", "ok", null),
                message(id(), 1, "shop", "sender", "Send message", "ok", 0.0),
                message(early, 9, "shop", "sender", "Send message", "ok", 0.0),
                message(early, 8, "worker", "receiver", "Received message", null, null));

        MeasuredStation station = only(Measure.MESSAGE_WAIT, 10, 1, 60);

        assertThat(station.module()).isEqualTo("shop");
        assertThat(station.endpoint()).isEqualTo("LIST jobs");
        assertThat(station.greatest()).isEqualTo(3.0);
        assertThat(station.compared())
                .as("one was not received, one before it was sent")
                .isOne();
    }

    private MeasuredStation only(Measure measure, int window, long least, double threshold) {
        MeasuredStations found = statistics().measured(query(measure, window, least, threshold, List.of(), 10));
        assertThat(found.stations()).hasSize(1);
        return found.stations().get(0);
    }

    private static MeasureQuery query(
            Measure measure, int window, long least, double threshold, List<SpecialThreshold> special, int stations) {
        return new MeasureQuery(
                measure,
                START,
                START.plusSeconds(120),
                Duration.ofSeconds(60),
                Duration.ofSeconds(window),
                0.5,
                least,
                threshold,
                special,
                stations);
    }

    private static IncomingEvent took(String module, String endpoint, int second, double elapsed) {
        return TestEvents.message("f", START.plusSeconds(second), module, endpoint, "receiver", id(), "ok", elapsed);
    }

    private static IncomingEvent ended(
            String module, String endpoint, int second, String outcome, @Nullable String result) {
        return TestEvents.withType(
                TestEvents.message("f", START.plusSeconds(second), module, endpoint, "receiver", id(), outcome, 0.1),
                "End call",
                result);
    }

    private static IncomingEvent message(
            UUID id,
            int second,
            String module,
            String role,
            String type,
            @Nullable String outcome,
            @Nullable Double elapsed) {
        return TestEvents.withType(
                TestEvents.message("f", START.plusSeconds(second), module, "LIST jobs", role, id, outcome, elapsed),
                type,
                null);
    }

    private static UUID id() {
        return UUID.randomUUID();
    }

    private void store(IncomingEvent... events) throws Exception {
        EventBatch batch = new EventBatch(Instant.now(), "http", List.of(events), List.of(), null, null, 1_000);
        assertThat(events().offer(batch).orElseThrow().get(20, TimeUnit.SECONDS).stored())
                .isTrue();
    }
}
