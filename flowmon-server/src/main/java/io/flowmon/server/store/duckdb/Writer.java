/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore.Outage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's thread. A transaction that fails is split into its writes; a batch that cannot be written alone is kept
 * under rejected; when that fails too the store is in trouble (a full disk, say), and the thread tries again until it
 * succeeds or is closed. Nothing is acknowledged meanwhile, so what is not written stays with its senders.
 *
 * <p>It stops before the disk is wholly full: what is left is needed to bring the log into the file, and to remove what is
 * old. Tasks, such as removing, are done even then.
 */
final class Writer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final long GROUP_WEIGHT = 8 * 1024 * 1024;
    private static final int KEPT_OF_POISON = 64 * 1024;
    private static final long LOOK_MILLIS = 1_000;
    private static final long MAX_RETRY_MILLIS = 8_000;

    /** How the database's messages begin when the values were wrong; all others are about the file or the memory. */
    private static final Pattern DATA_AT_FAULT =
            Pattern.compile("^(Constraint|Conversion|Invalid Input|Out of Range|Invalid type|Invalid unicode)");

    private final Database database;
    private final PendingWrites pending;
    private final DiskReserve reserve;
    private @Nullable WriteConnection connection;
    private volatile @Nullable String trouble;
    private volatile @Nullable Outage outage;
    private boolean poison;
    private String refusal = "";
    private boolean retrying;
    private long retryMillis = LOOK_MILLIS;

    Writer(Database database, PendingWrites pending, DiskReserve reserve) {
        this.database = database;
        this.pending = pending;
        this.reserve = reserve;
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    @Nullable
    Outage lastOutage() {
        return outage;
    }

    @Override
    public void run() {
        try {
            while (!pending.isDrained()) {
                List<PendingWrite> group = next();
                runTasks();
                awaitRoom();
                if (!group.isEmpty() && !tryWrite(group)) {
                    group.forEach(this::writeAlone);
                }
            }
            runTasks();
        } finally {
            abandonConnection();
        }
    }

    private List<PendingWrite> next() {
        while (true) {
            try {
                return pending.take(GROUP_WEIGHT, LOOK_MILLIS);
            } catch (InterruptedException nobodyInterruptsThis) {
                log.debug("Interrupted while waiting; going on", nobodyInterruptsThis);
            }
        }
    }

    /** Returns once there is room on the disk, or the store is closed: what it took over then goes into the reserve. */
    private void awaitRoom() {
        while (!pending.isClosed() && !isRoom()) {
            pause();
            runTasks();
        }
    }

    private boolean isRoom() {
        try {
            String shortage = reserve.shortage(() -> connection().reclaim());
            if (shortage != null) {
                failed(shortage, null);
                retryMillis = LOOK_MILLIS;
                return false;
            }
            if (trouble != null) {
                connection().reclaim();
            }
            if (!retrying) {
                recovered();
            }
            return true;
        } catch (SQLException | RuntimeException failure) {
            failed(failure);
            return false;
        }
    }

    private void writeAlone(PendingWrite write) {
        PendingWrite next = write;
        while (!tryWrite(List.of(next))) {
            if (poison && next == write) {
                if (!(write instanceof PendingWrite.Batch batch)) {
                    return;
                }
                next = new PendingWrite.Batch(asRejected(batch.batch()), batch.done());
            } else if (pending.isClosed()) {
                next.giveUp();
                return;
            } else {
                retrying = true;
                pause();
                awaitRoom();
                retrying = false;
            }
        }
    }

    /** Writes and commits all or nothing. */
    private boolean tryWrite(List<PendingWrite> group) {
        GroupCommit commit = new GroupCommit(group);
        poison = false;
        try {
            commit.run(connection());
            recovered();
        } catch (SQLException | RuntimeException failure) {
            if (isAboutTheValues(failure)) {
                refused(failure);
                return false;
            }
            failed(failure);
            if (!isStoredAllTheSame(commit)) {
                return false;
            }
        }
        commit.complete();
        return true;
    }

    /**
     * Must know before it goes on: written again, the events would be there twice. Tasks that wait meanwhile are refused, for
     * whoever gave them may hold a connection that keeps the database from being opened anew. What is still unknown at the
     * end is neither written again nor acknowledged.
     */
    private boolean isStoredAllTheSame(GroupCommit commit) {
        while (commit.isUnsure()) {
            try {
                return commit.isStored(connection());
            } catch (SQLException | RuntimeException failure) {
                failed(failure);
                refuseTasks(failure);
                if (pending.isClosed()) {
                    commit.giveUp();
                    return true;
                }
                pause();
            }
        }
        return false;
    }

    private void runTasks() {
        for (PendingTask<?> task = pending.pollTask(); task != null; task = pending.pollTask()) {
            try {
                connection().run(task);
            } catch (SQLException | RuntimeException failure) {
                task.done().completeExceptionally(failure);
                abandonConnection();
            }
        }
    }

    private void refuseTasks(Exception failure) {
        for (PendingTask<?> task = pending.pollTask(); task != null; task = pending.pollTask()) {
            task.done().completeExceptionally(failure);
        }
    }

    private void recovered() {
        retryMillis = LOOK_MILLIS;
        if (trouble != null) {
            log.info("The store writes again");
            trouble = null;
            Outage over = outage;
            outage = over == null ? null : new Outage(over.begin(), Instant.now());
        }
    }

    private static boolean isAboutTheValues(Exception failure) {
        return !(failure instanceof SQLException)
                || DATA_AT_FAULT.matcher(String.valueOf(failure.getMessage())).find();
    }

    private void refused(Exception failure) {
        poison = true;
        refusal = String.valueOf(failure.getMessage());
        log.debug("What was received cannot be stored as it is", failure);
        abandonConnection();
    }

    private void failed(Exception failure) {
        failed(String.valueOf(failure.getMessage()), failure);
        abandonConnection();
    }

    private void failed(String why, @Nullable Exception failure) {
        if (trouble == null) {
            log.warn("Nothing is stored, and nothing acknowledged, until this is over: {}", why, failure);
            outage = new Outage(Instant.now(), null);
        } else {
            log.debug("Still cannot write to the store: {}", why, failure);
        }
        trouble = why;
    }

    /** The database confines a connection's bulk writer to the thread that made it, so it is made here. */
    private WriteConnection connection() throws SQLException {
        WriteConnection open = connection;
        if (open == null) {
            database.repair();
            open = new WriteConnection(database.connect());
            connection = open;
        }
        return open;
    }

    private void abandonConnection() {
        WriteConnection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.abandon();
            }
        } catch (SQLException | RuntimeException failure) {
            log.debug("Closing a connection failed", failure);
        }
    }

    private EventBatch asRejected(EventBatch batch) {
        String reason = "cannot be stored: " + refusal;
        List<RejectedEvent> rejected = new ArrayList<>(batch.rejected());
        for (IncomingEvent event : batch.events()) {
            String text = event.toString();
            rejected.add(new RejectedEvent(
                    rejected.size(), reason, text.substring(0, Math.min(KEPT_OF_POISON, text.length()))));
        }
        return new EventBatch(
                batch.receivedAt(),
                batch.source(),
                List.of(),
                rejected,
                batch.position(),
                batch.request(),
                batch.bytes(),
                batch.undecodable());
    }

    /** Longer each time: to open the database anew may mean to read the whole log. */
    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(retryMillis);
        } catch (InterruptedException nobodyInterruptsThis) {
            log.debug("Interrupted while pausing; going on", nobodyInterruptsThis);
        }
        retryMillis = Math.min(2 * retryMillis, MAX_RETRY_MILLIS);
    }
}
