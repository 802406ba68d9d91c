/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.store.duckdb.OpenStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RetentionBySizeTests extends RetentionFixture {

    private static final long ROW_GROUP = 122_880;
    private static final long ROWS = 5 * ROW_GROUP;

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
}
