/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.Receipt;
import java.sql.SQLException;
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
 */
final class Writer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final long GROUP_WEIGHT = 8 * 1024 * 1024;
    private static final int KEPT_OF_POISON = 64 * 1024;
    private static final long RETRY_MILLIS = 1_000;

    /** How the database's messages begin when the values were wrong; all others are about the file or the memory. */
    private static final Pattern DATA_AT_FAULT =
            Pattern.compile("^(Constraint|Conversion|Invalid Input|Out of Range|Invalid type|Invalid unicode)");

    private final Database database;
    private final PendingWrites pending;
    private @Nullable WriteConnection connection;
    private volatile @Nullable String trouble;
    private boolean poison;

    Writer(Database database, PendingWrites pending) {
        this.database = database;
        this.pending = pending;
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    @Override
    public void run() {
        try {
            for (List<PendingWrite> group = next(); !group.isEmpty(); group = next()) {
                if (!tryWrite(group)) {
                    group.forEach(this::writeAlone);
                }
            }
        } finally {
            abandonConnection();
        }
    }

    private List<PendingWrite> next() {
        while (true) {
            try {
                return pending.take(GROUP_WEIGHT);
            } catch (InterruptedException nobodyInterruptsThis) {
                log.debug("Interrupted while waiting; going on", nobodyInterruptsThis);
            }
        }
    }

    private void writeAlone(PendingWrite write) {
        if (tryWrite(List.of(write))) {
            return;
        }
        if (!(write instanceof PendingWrite.Batch batch)) {
            return;
        }
        PendingWrite.Batch next = batch;
        do {
            if (pending.isClosed()) {
                batch.done().completeExceptionally(new IllegalStateException("closed before it could be stored"));
                return;
            }
            if (poison) {
                next = new PendingWrite.Batch(asRejected(batch.batch()), batch.done());
            } else {
                pause();
            }
        } while (!tryWrite(List.of(next)));
    }

    /** Writes and commits all or nothing. */
    private boolean tryWrite(List<PendingWrite> group) {
        try {
            WriteConnection open = connection();
            List<Runnable> completions = new ArrayList<>(group.size());
            for (PendingWrite write : group) {
                if (write instanceof PendingWrite.Batch batch) {
                    Receipt receipt = open.write(batch.batch());
                    completions.add(() -> batch.done().complete(receipt));
                } else if (write instanceof PendingWrite.Instance instance) {
                    open.write(instance.report());
                }
            }
            open.commit();
            recovered();
            completions.forEach(Runnable::run);
            return true;
        } catch (SQLException | RuntimeException failure) {
            failed(failure);
            return false;
        }
    }

    private void recovered() {
        if (trouble != null) {
            log.info("The store writes again");
            trouble = null;
        }
    }

    private void failed(Exception failure) {
        if (trouble == null) {
            log.warn("Cannot write to the store: {}", failure.getMessage(), failure);
        } else {
            log.debug("Still cannot write to the store", failure);
        }
        trouble = String.valueOf(failure.getMessage());
        poison = !(failure instanceof SQLException)
                || DATA_AT_FAULT.matcher(trouble).find();
        abandonConnection();
    }

    /** The database confines a connection's bulk writer to the thread that made it, so it is made here. */
    private WriteConnection connection() throws SQLException {
        WriteConnection open = connection;
        if (open == null) {
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
        String reason = "cannot be stored: " + trouble;
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

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException nobodyInterruptsThis) {
            log.debug("Interrupted while pausing; going on", nobodyInterruptsThis);
        }
    }
}
