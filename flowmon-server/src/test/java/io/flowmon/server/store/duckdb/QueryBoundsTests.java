/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.Rejection;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.TestQuerySettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What one question, and all together, may cost. */
class QueryBoundsTests {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final ServerSettings.Store STORE =
            new ServerSettings.Store(DataSize.ofMegabytes(256), DataSize.ofMegabytes(8));
    private static final String ENDLESS =
            "SELECT count(*) FROM range(1000000000000) a, range(1000) b WHERE a.range * b.range = 7";
    private static final String HUNGRY = "SELECT len(list(repeat(md5(range::VARCHAR), 8))) FROM range(1000000000)";

    private static final String SPILLING =
            "SELECT count(*) FROM (SELECT md5(range::VARCHAR) AS m FROM range(%d) ORDER BY m) WHERE m > '5'";

    @TempDir
    Path folder;

    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    private Database database;
    private DuckDbEventStore events;
    private Readers readers;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("data"), STORE);
        events = new DuckDbEventStore(database, STORE.queue().toBytes(), DiskReserve.of(folder, DataSize.ofBytes(0)));
        use(Map.of());
    }

    @AfterEach
    void close() throws Exception {
        readers.close();
        events.close();
        database.close();
    }

    private void use(Map<String, String> bounds) {
        if (readers != null) {
            readers.close();
        }
        readers = new Readers(database::connect, TestQuerySettings.with(bounds), STORE.memory(), () -> room.get());
    }

    @Test
    void query_settingsAreLocked_filesCannotBeRead() {
        assertThatThrownBy(() -> ask("SELECT count(*) FROM read_text('/etc/hostname')"))
                .hasMessageContaining("disabled");
        assertThatThrownBy(() -> ask("SET memory_limit = '8GB'")).hasMessageContaining("locked");
    }

    @Test
    void query_tooLong_isStoppedAndNamesTheSetting() {
        use(Map.of("timeout", "200ms"));

        assertThatThrownBy(() -> ask(ENDLESS))
                .hasMessageContaining("longer than 0.2 s (flowmon.server.query.timeout)")
                .extracting(failure -> ((QueryFailedException) failure).reason())
                .isEqualTo(QueryFailedException.Reason.TOO_EXPENSIVE);
    }

    @Test
    void query_tooMuchMemory_isStoppedAndTheWriterGoesOn() throws Exception {
        use(Map.of("memory", "96MB", "timeout", "1h"));

        assertThatThrownBy(() -> ask(HUNGRY)).hasMessageContaining("flowmon.server.query.memory, 96 MB");
        assertThat(store(TestEvents.event("f1", START, "shop", "ok")).stored()).isTrue();
        assertThat(events.trouble()).isEmpty();
    }

    @Test
    void query_tooMuchDisk_isStoppedAndNamesTheSetting() {
        use(Map.of("memory", "32MB", "disk", "1MB", "timeout", "1h"));

        assertThatThrownBy(() -> ask(SPILLING.formatted(3_000_000))).hasMessageContaining("flowmon.server.query.disk");
    }

    @Test
    void query_whenTheDiskHasNoRoomBeyondTheReserve_puttingNothingThereIsAnswered() {
        use(Map.of("memory", "32MB", "timeout", "1h"));
        room.set(-1);

        assertThat(ask("SELECT 1")).isEqualTo(List.of(1L));
        assertThatThrownBy(() -> ask(SPILLING.formatted(3_000_000))).hasMessageContaining("flowmon.server.query.disk");
    }

    @Test
    void query_whenTheDiskGetsShort_isStoppedBeforeTheStoreIs() throws Exception {
        use(Map.of("memory", "1GB", "timeout", "1h")); // more than the store has, so that it is put on the disk
        CompletableFuture<Object> large = CompletableFuture.supplyAsync(() -> ask(SPILLING.formatted(1_000_000_000)));
        await().atMost(1, TimeUnit.MINUTES).until(this::spilled);

        room.set(1);

        assertThatThrownBy(() -> large.get(20, TimeUnit.SECONDS))
                .cause()
                .hasMessageContaining("flowmon.server.disk.min-free");
        assertThat(spilled()).isFalse();
        assertThat(ask("SELECT 1")).isEqualTo(List.of(1L));
    }

    private boolean spilled() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("SELECT sum(temporary_storage_bytes) FROM duckdb_memory()")) {
            sum.next();
            return sum.getLong(1) > 0;
        }
    }

    @Test
    void query_whileAllPlacesAreTaken_isRefusedAndEventsAreStored() throws Exception {
        use(Map.of("concurrent", "1", "waiting", "0", "timeout", "1h"));
        AtomicBoolean gone = new AtomicBoolean();
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Object> endless = CompletableFuture.supplyAsync(() -> {
            QueryScope scope = QueryScope.open(() -> {
                looked.countDown();
                return gone.get();
            });
            try {
                return ask(ENDLESS);
            } finally {
                scope.close();
            }
        });
        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> ask("SELECT 1"))
                .hasMessageContaining("flowmon.server.query.concurrent")
                .extracting(failure -> ((QueryFailedException) failure).reason())
                .isEqualTo(QueryFailedException.Reason.BUSY);
        assertThat(store(TestEvents.event("f1", START, "shop", "ok")).stored()).isTrue();

        gone.set(true);
        assertThatThrownBy(() -> endless.get(20, TimeUnit.SECONDS))
                .cause()
                .satisfies(failure -> assertThat(((QueryFailedException) failure).reason())
                        .isEqualTo(QueryFailedException.Reason.ABANDONED))
                .hasRootCauseMessage("INTERRUPT Error: Interrupted!");
        assertThat(ask("SELECT 1")).isEqualTo(List.of(1L));
    }

    @Test
    void answers_tooLarge_areCutOrRefused() {
        use(Map.of("answer-size", "1KB"));
        String texts = "SELECT repeat('x', 100) FROM range(1000)";

        Answer<String> some = readers.some(texts, List.of(), row -> row.requiredText(1));
        assertThat(some.cut()).isTrue();
        assertThat(some.rows()).hasSizeBetween(1, 10);
        assertThatThrownBy(() -> readers.all(texts, List.of(), row -> row.requiredText(1)))
                .hasMessageContaining("flowmon.server.query.answer-size");
    }

    @Test
    void answers_thatAreStillBeingWritten_countTogether() {
        use(Map.of("answers", "1KB"));
        String text = "SELECT repeat('x', 800)";
        QueryScope scope = QueryScope.open(() -> false);
        try {
            readers.all(text, List.of(), row -> row.requiredText(1));
            assertThatThrownBy(() -> readers.all(text, List.of(), row -> row.requiredText(1)))
                    .hasMessageContaining("flowmon.server.query.answers");
        } finally {
            scope.close();
        }
        assertThat(readers.all(text, List.of(), row -> row.requiredText(1))).hasSize(1);
    }

    @Test
    void events_moreThanOneAnswerHolds_comeByPagesEachOnce() throws Exception {
        use(Map.of("answer-events", "40"));
        IncomingEvent[] all = IntStream.range(0, 101)
                .mapToObj(i -> TestEvents.event("f1", START.plusMillis(i / 3), "shop", "ok"))
                .toArray(IncomingEvent[]::new);
        store(all);
        store(TestEvents.event("f2", START, "shop", "ok"));
        DuckDbFlowStore flows = new DuckDbFlowStore(readers);

        List<Integer> sizes = new ArrayList<>();
        assertThat(sequences(flows, 1_000, sizes))
                .isEqualTo(LongStream.rangeClosed(1, 101).boxed().toList());
        assertThat(sizes).containsExactly(40, 40, 21);
        assertThat(flows.eventCount("f1")).isEqualTo(101);
        assertThat(flows.events("f1", null, 7).items()).hasSize(7);
        assertThatThrownBy(() -> flows.events("f1", "nonsense", 7)).hasMessageContaining("cursor");
    }

    @Test
    void events_largerThanOneAnswer_comeByShorterPages() throws Exception {
        use(Map.of("answer-size", "2KB"));
        store(Collections.nCopies(20, TestEvents.event("f1", START, "shop", "ok"))
                .toArray(IncomingEvent[]::new));

        List<Integer> sizes = new ArrayList<>();
        assertThat(sequences(new DuckDbFlowStore(readers), 1_000, sizes))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(sizes).hasSizeGreaterThan(2);
    }

    @Test
    void rejected_largerThanOneAnswer_comeByShorterPages() throws Exception {
        use(Map.of("answer-size", "1KB"));
        List<RejectedEvent> rejected = IntStream.range(0, 10)
                .mapToObj(i -> new RejectedEvent(i, "bad", "x".repeat(400)))
                .toList();
        offer(new EventBatch(START, "test", List.of(), rejected, null, null, 100));

        List<Rejection> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<Rejection> page = new DuckDbStatisticsStore(readers).rejected(cursor, 100);
            assertThat(page.items()).hasSizeBetween(1, 4);
            found.addAll(page.items());
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(found).extracting(Rejection::sequence).hasSize(10).doesNotHaveDuplicates();
    }

    private List<Long> sequences(DuckDbFlowStore flows, int limit, List<Integer> sizes) {
        List<Long> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<StoredEvent> page = flows.events("f1", cursor, limit);
            page.items().forEach(event -> found.add(event.sequence()));
            sizes.add(page.items().size());
            cursor = page.cursor();
        } while (cursor != null);
        return found;
    }

    private Object ask(String sql) {
        return readers.all(sql, List.of(), row -> row.number(1));
    }

    private Receipt store(IncomingEvent... given) throws Exception {
        return offer(new EventBatch(START, "test", List.of(given), List.of(), null, null, 100));
    }

    private Receipt offer(EventBatch batch) throws Exception {
        return events.offer(batch).orElseThrow().get(20, TimeUnit.SECONDS);
    }
}
