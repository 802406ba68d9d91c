/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.retention;

import io.flowmon.server.settings.RetentionSettings;
import io.flowmon.server.store.Removal;
import io.flowmon.server.store.Removals;
import io.flowmon.server.store.StoreSpace;
import io.flowmon.server.store.duckdb.Database;
import io.flowmon.server.store.duckdb.DuckDbEventStore;
import io.flowmon.server.store.duckdb.WriterTask;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is older than it may be, and the oldest when there is too much. It looks with a connection of its own and
 * has the writer delete in steps, each a transaction of its own, between the groups that it stores: the intake goes on.
 * What senders need to go on where they were (the last number of their sessions) is not touched.
 *
 * <p>A flow that still goes on keeps its older events, for up to {@link #LONGEST_FLOW} longer. One thread at a time, except
 * for what {@link Removals} tells.
 */
final class Retention implements Removals {

    /** Longer flows are cut. */
    static final Duration LONGEST_FLOW = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final long STEP_ROWS = 100_000;
    private static final Instant ANY_TIME = Instant.parse("9999-01-01T00:00:00Z");

    /** Rows that the database keeps together: room comes back when all of them are gone. */
    private static final long ROW_GROUP = 122_880;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double ROOM_AFTERWARDS = 0.05;

    private final Database database;
    private final DuckDbEventStore store;
    private final StoreSpace space;
    private final RetentionSettings settings;
    private Instant nextByAge = Instant.MIN;
    private Instant nextBySize = Instant.MIN;
    private volatile @Nullable Removal last;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    Retention(Database database, DuckDbEventStore store, StoreSpace space, RetentionSettings settings) {
        this.database = database;
        this.store = store;
        this.space = space;
        this.settings = settings;
    }

    @Override
    public Optional<Removal> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public long events() {
        return events.get();
    }

    @Override
    public long rejected() {
        return rejected.get();
    }

    /** Removes what is due at this time. */
    void run(Instant now) throws SQLException, IOException, InterruptedException {
        if (!settings.age().isZero() && !now.isBefore(nextByAge)) {
            removeOlderThan(now.minus(settings.age()), now);
            nextByAge = now.plus(between(settings.age()));
        }
        if (settings.size().toBytes() > 0 && !now.isBefore(nextBySize)) {
            removeBeyond(settings.size().toBytes(), now);
        }
    }

    /** Many small removals would have the database rewrite more than few large ones. */
    private static Duration between(Duration age) {
        Duration aHundredth = age.dividedBy(100);
        return aHundredth.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : aHundredth;
    }

    private void removeOlderThan(Instant time, Instant now) throws SQLException, InterruptedException {
        try (Connection reader = database.connect()) {
            long lastEvent = Eraser.lastBefore(reader, "event", time);
            long lastRejected = Eraser.lastBefore(reader, "rejected", time);
            remove(reader, time, new Oldest(lastEvent, lastRejected, time), now, "flowmon.server.retention.age");
        }
        byWriter(Eraser.removeWhatIsOver(time));
    }

    private void removeBeyond(long most, Instant now) throws SQLException, IOException, InterruptedException {
        try (Connection reader = database.connect()) {
            if (Eraser.used(reader) + space.usage().log() <= most) {
                return;
            }
            byWriter(Eraser.giveBack());
            long used = Eraser.used(reader);
            if (used > most) {
                long needed = (long) (used * Eraser.sharePresent(reader));
                if (needed > most) {
                    removeShare((needed - most * (1 - ROOM_AFTERWARDS)) / needed, reader, now);
                }
                // what is removed may take its room for a while: nothing more is to go because of that
                nextBySize = now.plus(PATIENCE);
            }
        }
    }

    private void removeShare(double share, Connection reader, Instant now) throws SQLException, InterruptedException {
        long lastEvent = share(Eraser.extent(reader, "event"), share);
        long lastRejected = share(Eraser.extent(reader, "rejected"), share);
        Instant time = Eraser.receivedAt(reader, lastEvent);
        remove(reader, time, new Oldest(lastEvent, lastRejected, ANY_TIME), now, "flowmon.server.retention.size");
    }

    /** The last row to go: that of a group, unless one group is more than is to go. Rows are numbered from 1. */
    private static long share(Eraser.Extent extent, double share) {
        if (extent.isEmpty()) {
            return 0;
        }
        long rows = (long) Math.ceil(extent.rows() * share);
        long last = extent.first() + rows - 1;
        return rows < ROW_GROUP ? last : (last + ROW_GROUP - 1) / ROW_GROUP * ROW_GROUP;
    }

    private void remove(Connection reader, Instant time, Oldest oldest, Instant now, String why)
            throws SQLException, InterruptedException {
        Instant flowsSince = time.minus(LONGEST_FLOW);
        List<String> flows = Eraser.goingOn(reader, flowsSince, oldest.lastEvent(), time.plus(LONGEST_FLOW));
        Eraser.Kept kept = new Eraser.Kept(oldest.before(), flows, flowsSince);
        long removedEvents = remove(reader, "event", oldest.lastEvent(), kept);
        long removedRejected = remove(reader, "rejected", oldest.lastRejected(), kept.withoutFlows());
        byWriter(Eraser.removeSealed(time));
        if (removedEvents + removedRejected == 0) {
            return;
        }
        byWriter(Eraser.giveBack());
        events.addAndGet(removedEvents);
        rejected.addAndGet(removedRejected);
        last = new Removal(now, why, removedEvents, removedRejected);
        log.info(
                "Removed {} events and {} rejected ones received before {} ({})",
                removedEvents,
                removedRejected,
                time,
                why);
    }

    private long remove(Connection reader, String table, long lastRow, Eraser.Kept kept)
            throws SQLException, InterruptedException {
        Eraser.Extent extent = Eraser.extent(reader, table);
        long end = Math.min(lastRow, extent.last());
        long removed = 0;
        for (long first = extent.first(); first <= end; first += STEP_ROWS) {
            Eraser.Range range = new Eraser.Range(table, first, Math.min(end, first + STEP_ROWS - 1));
            removed += byWriter(Eraser.remove(range, kept));
        }
        return removed;
    }

    /** What is to go: rows up to these numbers, if they were received before that. */
    private record Oldest(long lastEvent, long lastRejected, Instant before) {}

    private <T> T byWriter(WriterTask<T> task) throws SQLException, InterruptedException {
        try {
            return store.submit(task).get();
        } catch (ExecutionException failure) {
            throw new SQLException(String.valueOf(failure.getCause()), failure);
        }
    }
}
