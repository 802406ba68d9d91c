/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.settings.RetentionSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.IdempotentRequest;
import io.flowmon.server.store.Removal;
import io.flowmon.server.store.TestEvents;
import io.flowmon.server.store.WirePosition;
import io.flowmon.server.store.duckdb.OpenStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class RetentionTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final long ROW_GROUP = 122_880;
    private static final long ROWS = 5 * ROW_GROUP;
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private OpenStore store;

    @BeforeEach
    void open() {
        store = new OpenStore(folder);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void run_removesWhatIsOlder_andSaysSo() throws Exception {
        store("old", NOW.minus(DAY).minusSeconds(1), 3);
        store("young", NOW.minus(DAY).plusSeconds(1), 2);
        store("now", NOW, 1);
        Retention retention = byAge(DAY);

        retention.run(NOW);

        assertThat(flows()).isEqualTo("now,young");
        assertThat(retention.last()).contains(new Removal(NOW, "flowmon.server.retention.age", 3, 1));
        assertThat(retention.events()).isEqualTo(3);
        assertThat(store.number("SELECT count(*) FROM rejected")).isEqualTo(2);
    }

    @Test
    void run_alertsThatAreOver_goWithTheirAge_andOpenOnesStay() throws Exception {
        alert("over-long-ago", false, NOW.minus(DAY).minusSeconds(1));
        alert("over", false, NOW.minus(DAY).plusSeconds(1));
        alert("open", true, NOW.minus(DAY.multipliedBy(9)));

        byAge(DAY).run(NOW);

        assertThat(store.number("SELECT count(*) FROM alert WHERE id IN ('over', 'open')"))
                .isEqualTo(2);
        assertThat(store.number("SELECT count(*) FROM alert")).isEqualTo(2);
    }

    @Test
    void run_aFlowThatGoesOn_keepsItsEventsForAnHour() throws Exception {
        Instant limit = NOW.minus(DAY);
        store("over", limit.minusSeconds(60), 2);
        store("goes-on", limit.minusSeconds(60), 2);
        store("paused-too-long", limit.minusSeconds(60), 2);
        store("goes-on", limit.plusSeconds(60), 2);
        store("paused-too-long", limit.plus(Retention.LONGEST_FLOW).plusSeconds(60), 2);
        store("now", NOW, 1);

        byAge(DAY).run(NOW);
        assertThat(count("goes-on")).isEqualTo(4);
        assertThat(count("paused-too-long")).isEqualTo(2);
        assertThat(count("over")).isZero();

        byAge(DAY).run(NOW.plus(Retention.LONGEST_FLOW));
        assertThat(count("goes-on")).isZero();
    }

    @Test
    void run_whatSendersNeedToGoOn_isKept() throws Exception {
        UUID session = UUID.randomUUID();
        Instant old = NOW.minus(Duration.ofDays(9));
        EventBatch first = batch("old", old, 3, new WirePosition(session, 1), null);
        EventBatch keyed = batch("old", old, 3, null, new IdempotentRequest("k", "f", "{}"));
        store.store(first);
        store.store(keyed);
        store("old", old, 1);

        byAge(DAY).run(NOW);

        assertThat(store.number("SELECT count(*) FROM event")).isEqualTo(1);
        assertThat(store.store(first).stored()).isFalse();
        assertThat(store.store(keyed).stored()).isFalse();
    }

    @Test
    void run_everythingIsOld_laterEventsAreNumberedAfterIt() throws Exception {
        store("old", NOW.minus(Duration.ofDays(9)), 5);
        byAge(DAY).run(NOW);
        store.close();
        store = new OpenStore(folder);
        store("new", NOW, 1);

        assertThat(store.number("SELECT max(sequence) FROM event")).isEqualTo(6);
    }

    @Test
    void run_moreThanMayBe_removesTheOldest_andTheRoomIsUsedAgain() throws Exception {
        store("first", NOW, 1);
        fill();
        long full = store.space().usage().file();
        DataSize most = DataSize.ofBytes(full / 2);
        Retention retention = bySize(most);

        retention.run(NOW);
        retention.run(NOW.plusSeconds(60));

        assertThat(store.number("SELECT count(*) FROM event")).isBetween(ROWS / 5, ROWS / 2);
        assertThat(store.number("SELECT max(sequence) FROM event")).isEqualTo(ROWS + 1);
        assertThat(store.number("SELECT min(sequence) FROM event")).isGreaterThan(ROWS / 2);
        assertThat(retention.last()).isPresent();
        assertThat(used()).isLessThanOrEqualTo(most.toBytes());

        fill();
        Retention later = bySize(most);
        later.run(NOW);
        later.run(NOW.plusSeconds(60));
        assertThat(used()).isLessThanOrEqualTo(most.toBytes());
        assertThat(store.space().usage().file()).as("%s, twice", full).isLessThan(full * 3 / 2);
    }

    @Test
    void run_whileSomebodyReads_removesNoMoreThanIsTooMuch() throws Exception {
        store("first", NOW, 1);
        fill();
        DataSize most = DataSize.ofBytes(used() / 2);
        Retention retention = bySize(most);
        try (var reader = store.database().connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            try (var open = statement.executeQuery("SELECT count(*) FROM event")) {
                assertThat(open.next()).isTrue();
            }
            retention.run(NOW);
            long left = store.number("SELECT count(*) FROM event");
            assertThat(left).isBetween(ROWS / 5, ROWS / 2);
            assertThat(used()).isGreaterThan(most.toBytes());

            for (int minute = 1; minute <= 10; minute++) {
                retention.run(NOW.plusSeconds(60L * minute));
            }
            assertThat(store.number("SELECT count(*) FROM event")).isEqualTo(left);
            reader.rollback();
        }
        store("next", NOW, 1);

        retention.run(NOW.plusSeconds(3600));

        assertThat(used()).isLessThanOrEqualTo(most.toBytes());
    }

    @Test
    void run_largeEvents_allInOneGroupOfRows_removesWhatIsTooMuch() throws Exception {
        store("first", NOW, 1);
        fill(
                20_000,
                ", array_to_string(list_transform(range(40), lambda x: md5((random() + x)::VARCHAR)), '') AS headers");
        Retention retention = bySize(DataSize.ofBytes(used() / 2));

        for (int minute = 0; minute <= 10; minute++) {
            retention.run(NOW.plusSeconds(60L * minute));
        }

        assertThat(store.number("SELECT count(*) FROM event")).isBetween(8_000L, 11_000L);
    }

    @Test
    void run_whileEventsComeIn_storesThemAll() throws Exception {
        store("first", NOW, 1);
        fill();
        store.close();
        store = new OpenStore(folder); // goes on numbering behind what was filled in
        Retention retention = bySize(DataSize.ofBytes(used() / 2));
        AtomicBoolean removed = new AtomicBoolean();
        AtomicLong stored = new AtomicLong();
        CompletableFuture<Void> intake = CompletableFuture.runAsync(() -> {
            while (!removed.get()) {
                try {
                    store("live", NOW, 100);
                } catch (Exception refused) {
                    throw new IllegalStateException(refused);
                }
                stored.addAndGet(100);
            }
        });
        await().until(() -> stored.get() > 0);

        retention.run(NOW);
        removed.set(true);
        intake.get(20, TimeUnit.SECONDS);

        assertThat(retention.events()).isGreaterThan(ROWS / 3);
        assertThat(count("live")).isEqualTo(stored.get());
    }

    @Test
    void run_clockWasWrong_removesOnlyWhatWasReceivedTooEarly() throws Exception {
        store("young", NOW.minusSeconds(60), 2);
        store("wrong-clock", NOW.minus(Duration.ofDays(900)), 2);
        store("now", NOW, 1);

        byAge(DAY).run(NOW);

        assertThat(flows()).isEqualTo("now,young");
    }

    @Test
    void run_withoutBounds_removesNothing() throws Exception {
        store("old", NOW.minus(Duration.ofDays(9_000)), 2);
        Retention retention = new Retention(store.database(), store.store(), store.space(), settings(Duration.ZERO, 0));

        retention.run(NOW);

        assertThat(count("old")).isEqualTo(2);
        assertThat(retention.last()).isEmpty();
    }

    /** Copies of the newest event, as only the database itself makes them quickly, up to the end of a group of rows. */
    private void fill() throws Exception {
        fill(ROWS, "");
    }

    /** @param columns that differ from those of the event */
    private void fill(long rows, String columns) throws Exception {
        long last = store.number("SELECT max(sequence) FROM event");
        long end = last + rows;
        while (last < end) {
            long endOfGroup = Math.min(end, (last / ROW_GROUP + 1) * ROW_GROUP);
            String copies =
                    "INSERT INTO event SELECT one.* REPLACE (sequence + n.range AS sequence, uuid() AS event_id,"
                            + " uuid()::VARCHAR AS correlation_id" + columns + ")"
                            + " FROM (SELECT * FROM event ORDER BY sequence DESC LIMIT 1) one, range(1, "
                            + (endOfGroup - last + 1) + ") n";
            store.store()
                    .submit(connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute(copies);
                            return statement.execute("CHECKPOINT");
                        }
                    })
                    .get();
            last = endOfGroup;
        }
    }

    private long used() throws SQLException {
        return store.number("SELECT block_size * used_blocks FROM pragma_database_size()");
    }

    private Retention byAge(Duration age) {
        return new Retention(store.database(), store.store(), store.space(), settings(age, 0));
    }

    private Retention bySize(DataSize size) {
        return new Retention(store.database(), store.store(), store.space(), settings(Duration.ZERO, size.toBytes()));
    }

    private static RetentionSettings settings(Duration age, long size) {
        return new RetentionSettings(age, DataSize.ofBytes(size));
    }

    /** Besides the events, one that was rejected. */
    private void store(String flow, Instant at, int events) throws Exception {
        store.store(batch(flow, at, events, null, null));
    }

    private static EventBatch batch(
            String flow, Instant at, int events, @Nullable WirePosition position, @Nullable IdempotentRequest request) {
        return new EventBatch(
                at,
                "test",
                IntStream.range(0, events)
                        .mapToObj(i -> TestEvents.event(flow, at, "shop", "ok"))
                        .toList(),
                List.of(new RejectedEvent(0, "bad", "{")),
                position,
                request,
                100);
    }

    private long count(String flow) throws SQLException {
        return store.number("SELECT count(*) FROM event WHERE correlation_id = '" + flow + "'");
    }

    private String flows() throws Exception {
        try (var connection = store.database().connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT string_agg(DISTINCT correlation_id, ',' ORDER BY correlation_id) FROM event")) {
            found.next();
            return found.getString(1);
        }
    }

    private void alert(String id, boolean open, Instant last) throws Exception {
        String time = last.toString().replace('T', ' ').replace("Z", "");
        store.store()
                .submit(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("INSERT INTO alert VALUES ('" + id
                                + "', 'rule', 'key', 'Name', 'info', '', '', '', "
                                + open + ", 1, TIMESTAMP '" + time + "', TIMESTAMP '" + time + "', TIMESTAMP '" + time
                                + "', 1, 1, 0, 1, NULL, NULL, NULL, [])");
                    }
                })
                .get();
    }
}
