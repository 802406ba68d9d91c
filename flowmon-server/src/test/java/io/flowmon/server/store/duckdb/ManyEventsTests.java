/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.FlowQuery;
import io.flowmon.server.store.FlowSummary;
import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.Topology;
import io.flowmon.server.store.duckdb.query.Readers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of so many events that their newest part alone is looked at first; what it tells must be what all of them tell. */
class ManyEventsTests {

    private static final int FLOWS = 30_000;
    private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
    private static final Instant END = START.plus(Duration.ofMillis(FLOWS)).plusSeconds(1);
    private static final String LONG = "long";

    /** Sent at the very beginning, and received at the end. */
    private static final UUID SLOW = new UUID(7, 0);

    @TempDir
    static Path folder;

    private static OpenStore store;
    private static Readers readers;

    @BeforeAll
    static void fill() throws Exception {
        store = new OpenStore(folder.resolve("data"));
        readers = store.readers();
        for (int from = 0; from < FLOWS; from += 1_000) {
            offer(IntStream.range(from, from + 1_000)
                    .mapToObj(ManyEventsTests::sent)
                    .toList());
        }
        offer(List.of(
                TestEvents.message(LONG, START, "shop", "LIST q", "sender", SLOW, "ok", 0.0),
                TestEvents.message(LONG, END.minusMillis(500), "bank", "LIST q", "receiver", SLOW, "timeout", 0.1),
                TestEvents.message("f1", END.plusSeconds(60), "bank", "LIST q", "receiver", id(1), "exception", 0.1)));
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
    }

    @Test
    void flows_pageByPage_eachOnceNewestFirst() {
        List<String> seen = flows(null, 500);

        assertThat(seen).hasSize(FLOWS + 1).doesNotHaveDuplicates();
        assertThat(seen.subList(0, 3)).containsExactly("f29999", "f29998", "f29997");
        assertThat(seen.subList(FLOWS - 1, FLOWS + 1)).containsExactlyInAnyOrder("f0", LONG);
    }

    @Test
    void flows_ofARareOutcome_areFoundWhereverTheyStand() {
        assertThat(flows("client_error", 10)).containsExactly("f25000", "f20000", "f15000", "f10000", "f5000", "f0");
        assertThat(flows("timeout", 10)).containsExactly(LONG);
    }

    @Test
    void messages_pageByPage_eachOnceNewestFirst() {
        List<UUID> seen = messages(Set.of(), 500);

        assertThat(seen).hasSize(FLOWS + 1).doesNotHaveDuplicates();
        assertThat(seen.subList(0, 2)).containsExactly(id(29_999), id(29_998));
        assertThat(seen.subList(FLOWS - 1, FLOWS + 1)).containsExactlyInAnyOrder(id(0), SLOW);
    }

    @Test
    void messages_ofAState_areFoundWhateverTellsIt() {
        assertThat(messages(Set.of(MessageState.FAILED), 10))
                .containsExactly(id(25_000), id(20_000), id(15_000), id(10_000), id(5_000), id(1), SLOW, id(0));
        assertThat(messages(Set.of(MessageState.DONE), 500)).hasSize(FLOWS - 7);
        assertThat(messages(Set.of(MessageState.IN_BUS, MessageState.LOST), 10)).isEmpty();
        assertThat(messages(Set.of(MessageState.LOST, MessageState.FAILED, MessageState.REPLAYED), 10))
                .hasSize(8);
    }

    /** Far before the newest part, where receipts are looked for among the messages of a part alone. */
    @Test
    void messages_unreceived_areFound_andThoseReceivedAfterTheRangeAreNot() throws Exception {
        Instant before = START.minusSeconds(3600);
        UUID sending = new UUID(8, 1);
        UUID logged = new UUID(8, 2);
        UUID receivedLater = new UUID(8, 3);
        offer(List.of(
                TestEvents.message("before", before, "shop", "LIST q", "sender", sending, null, null),
                TestEvents.message("before", before.plusSeconds(1), "shop", "LIST q", "internal", logged, "ok", 0.0),
                TestEvents.message(
                        "before", before.plusSeconds(2), "shop", "LIST q", "sender", receivedLater, null, null),
                TestEvents.message(
                        "before", END.plusSeconds(9), "bank", "LIST q", "receiver", receivedLater, "ok", 0.1)));

        assertThat(messages(before, Set.of(MessageState.SENDING, MessageState.LOGGED), 1))
                .containsExactly(logged, sending);
        assertThat(messages(before, Set.of(MessageState.SENDING, MessageState.FAILED), 10))
                .hasSize(9)
                .endsWith(sending);
    }

    @Test
    void topology_ofManyMessages_isScaledUpFromAPart() {
        Topology all = new DuckDbStatisticsStore(readers, FLOWS + 10).topology(START, END);
        Topology part = new DuckDbStatisticsStore(readers, FLOWS / 4).topology(START, END);

        assertThat(all.sampleRate()).isEqualTo(1);
        assertThat(part.sampleRate()).isEqualTo(0.2);
        assertThat(all.edges()).hasSize(2);
        assertThat(all.edges().get(0).count()).isEqualTo(FLOWS + 1);
        assertThat(part.edges().get(0).count())
                .isCloseTo(FLOWS, withinPercentage(10))
                .isNotEqualTo(FLOWS + 1);
    }

    private static List<String> flows(@Nullable String outcome, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            FlowQuery query = new FlowQuery(START, END, null, null, outcome, null, null, Map.of(), cursor, limit);
            Page<FlowSummary> page = new DuckDbFlowStore(readers).flows(query);
            page.items().forEach(flow -> seen.add(flow.correlationId()));
            cursor = page.cursor();
        } while (cursor != null);
        return seen;
    }

    private static List<UUID> messages(Set<MessageState> states, int limit) {
        return messages(START, states, limit);
    }

    private static List<UUID> messages(Instant from, Set<MessageState> states, int limit) {
        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            MessageQuery query = new MessageQuery(from, END, states, null, null, null, Map.of(), START, cursor, limit);
            Page<MessageSummary> page = new DuckDbMessageStore(readers).messages(query);
            page.items().forEach(message -> seen.add(message.messageId()));
            cursor = page.cursor();
        } while (cursor != null);
        return seen;
    }

    private static IncomingEvent sent(int i) {
        String outcome = i % 5_000 == 0 ? "client_error" : "ok";
        return TestEvents.message("f" + i, at(i), "shop", "LIST q", "sender", id(i), outcome, 0.0);
    }

    private static Instant at(int i) {
        return START.plusMillis(i);
    }

    private static UUID id(int i) {
        return new UUID(1, i);
    }

    private static void offer(List<IncomingEvent> events) throws Exception {
        store.store(new EventBatch(START, "test", events, List.of(), null, null, 100));
    }
}
