/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.ContractCase;
import io.flowmon.server.store.ContractChanges;
import io.flowmon.server.store.ContractProgress;
import io.flowmon.server.store.ContractTotal;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.FlowBeginning;
import io.flowmon.server.store.FlowOutline;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.duckdb.query.BackgroundReader;
import io.flowmon.server.store.duckdb.query.RowMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of contracts, and what is read of flows. */
class DuckDbContractStoreTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID AGAIN = new UUID(0, 2);

    @TempDir
    Path folder;

    private OpenStore open;

    @BeforeEach
    void open() {
        open = new OpenStore(folder);
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    @Test
    void outlines_haveNoPayloads_andKnowWhatWasSentAgain() throws Exception {
        store(event("a", "GET /a", FIRST), event("a", "GET /a", AGAIN), event("b", "GET /b", FIRST));
        execute("INSERT INTO replayed_message VALUES ('r', 0, '%s', '%s', 'a', 'GET /a', 'failed', 'sent', NULL, now())"
                .formatted(FIRST, AGAIN));

        List<FlowOutline> outlines = outlines(List.of("a", "b", "c"), 0, 10, 5);

        assertThat(outlines).extracting(FlowOutline::correlationId).containsExactly("a", "b");
        FlowOutline flow = outlines.stream()
                .filter(one -> one.correlationId().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(flow.replays()).isEqualTo(Map.of(AGAIN, FIRST));
        assertThat(flow.events()).hasSize(2).allSatisfy(event -> {
            assertThat(event.serviceParams()).isNull();
            assertThat(event.businessKeys()).isEmpty();
            assertThat(event.elapsedSeconds()).isEqualTo(0.1);
        });
        assertThat(outlines(List.of("a", "b"), 0, 10, 1))
                .extracting(FlowOutline::correlationId)
                .containsExactly("b");
        assertThat(outlines(List.of("a"), 1, 10, 1)).hasSize(1);
        assertThat(outlines(List.of(), 0, 10, 1)).isEmpty();
    }

    @Test
    void largeFlows_areReadPartByPart_inTheOrderOfTheirIds_untilTheTakerHasEnough() throws Exception {
        execute("""
                INSERT INTO event BY NAME SELECT range AS sequence, uuid() AS event_id, 'f' || (range % 4) AS correlation_id,
                    TIMESTAMP '2026-11-22 10:00:00' AS timestamp, TIMESTAMP '2026-11-22 10:00:00' AS received_at,
                    'shop' AS module_type, 'shop_1' AS module_id, 'GET /a' AS endpoint, 'End call' AS message_type,
                    'receiver' AS role, false AS redelivered, 1.0 AS sample_rate FROM range(24000)
                """);
        try (Counting reading = new Counting(open.database())) {
            List<String> taken = new ArrayList<>();
            assertThat(OutlineRows.hand(reading, List.of("f2", "f1", "f0", "f3"), -1, 24_000, 10_000, outline -> {
                        taken.add(
                                outline.correlationId() + " " + outline.events().size());
                        return taken.size() < 3;
                    }))
                    .isFalse();

            assertThat(taken).containsExactly("f2 6000", "f1 6000", "f0 6000");
            assertThat(reading.most).isEqualTo(6_000);
            assertThat(reading.rows).isLessThan(24_000);
        }
    }

    /** Counts the rows of answers. */
    private static final class Counting implements OutlineRows.Reading, AutoCloseable {

        private final BackgroundReader reader;
        private int most;
        private int rows;

        private Counting(Database database) {
            this.reader = new BackgroundReader(database::connect);
        }

        @Override
        public <T> List<T> all(String sql, List<?> parameters, RowMapper<T> mapper) throws IOException {
            List<T> answer = reader.all(sql, parameters, mapper);
            most = Math.max(most, answer.size());
            rows += answer.size();
            return answer;
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @Test
    void beginnings_areOfFlowsWithSuchAMessage_andTheirFirstEvents() throws Exception {
        store(event("a", "GET /x", FIRST), event("a", "GET /a_1", AGAIN), event("b", "GET /ab1", FIRST));

        assertThat(open.contracts().beginnings(List.of("a", "b"), List.of("GET /a!_1"), 0, 10))
                .isEqualTo(Map.of("a", new FlowBeginning(1, NOW, NOW, false)));
        assertThat(open.contracts().beginnings(List.of("a", "b"), List.of("GET /a%", "none"), 0, 10))
                .isEqualTo(
                        Map.of("a", new FlowBeginning(1, NOW, NOW, false), "b", new FlowBeginning(3, NOW, NOW, false)));
        assertThat(open.contracts().beginnings(List.of("a", "b"), List.of("%"), 1, 2))
                .isEqualTo(Map.of("a", new FlowBeginning(2, NOW, NOW, false)));
    }

    @Test
    void keep_replacesWhatWasKept() throws Exception {
        ContractCase first = new ContractCase("order", "a", 1, NOW, NOW.plusSeconds(9), List.of());
        ContractCase other = new ContractCase("order", "b", 2, NOW.plusSeconds(1), null, List.of("LATE:x"));
        keep(1, List.of(first, other), Set.of());
        ContractCase later = new ContractCase("order", "a", 1, NOW.plusSeconds(2), null, List.of("LATE:y"));
        keep(2, List.of(later), Set.of());

        assertThat(open.contracts().cases()).containsExactly(other, later);
        assertThat(open.contracts().progress()).hasValue(new ContractProgress(2, NOW.plusSeconds(2)));
        assertThat(open.contracts().totals()).containsExactly(new ContractTotal("order", "text", 2, 1, 0));
        keep(3, List.of(), Set.of(other.key()));
        assertThat(open.contracts().cases()).containsExactly(later);
    }

    private List<FlowOutline> outlines(List<String> flows, long after, long upTo, int mostEvents) throws Exception {
        List<FlowOutline> outlines = new ArrayList<>();
        open.contracts().hand(flows, after, upTo, mostEvents, outlines::add);
        return outlines;
    }

    private void keep(int number, List<ContractCase> kept, Set<ContractCase.Key> gone) throws Exception {
        open.contracts()
                .keep(new ContractChanges(
                        new ContractProgress(number, NOW.plusSeconds(number)),
                        List.of(new ContractTotal("order", "text", number, 1, 0)),
                        kept,
                        gone,
                        List.of()));
    }

    private void store(IncomingEvent... events) throws Exception {
        open.store(new EventBatch(NOW, "test", List.of(events), List.of(), null, null, 100));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = open.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static IncomingEvent event(String flow, String endpoint, UUID message) {
        return TestEvents.message(flow, NOW, "shop", endpoint, "receiver", message, "ok", 0.1);
    }
}
