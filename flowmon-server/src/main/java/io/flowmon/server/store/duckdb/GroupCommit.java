/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Receipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction for a group of writes.
 *
 * <p>A commit that fails may be stored all the same: the database first forces its log to disk, and then may fail to bring
 * a log that has become too large into the file. What the group numbered its rows tells which of the two it was. Confined
 * to the writer's thread.
 */
final class GroupCommit {

    private final List<PendingWrite> group;
    private final List<Runnable> completions;
    private WriteConnection.@Nullable Numbers unsure;

    GroupCommit(List<PendingWrite> group) {
        this.group = group;
        this.completions = new ArrayList<>(group.size());
    }

    /** Writes and commits all or nothing. */
    void run(WriteConnection connection) throws SQLException {
        WriteConnection.Numbers before = connection.numbers();
        for (PendingWrite write : group) {
            if (write instanceof PendingWrite.Batch batch) {
                Receipt receipt = connection.write(batch.batch());
                completions.add(() -> batch.done().complete(receipt));
            } else if (write instanceof PendingWrite.Instance instance) {
                connection.write(instance.report());
            }
        }
        WriteConnection.Numbers after = connection.numbers();
        unsure = after.equals(before) ? null : after;
        connection.commit();
    }

    /** Whether the commit was begun and has failed. A group without rows does not count: it can be written again. */
    boolean isUnsure() {
        return unsure != null;
    }

    /** Whether it is stored, as a new connection sees it. */
    boolean isStored(WriteConnection fresh) {
        return fresh.numbers().equals(unsure);
    }

    /** Tells those who wait that it is not known to be stored; what is told after that is not heard. */
    void giveUp() {
        group.forEach(PendingWrite::giveUp);
    }

    /** Tells those who wait. */
    void complete() {
        completions.forEach(Runnable::run);
    }
}
