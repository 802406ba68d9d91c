/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.store.duckdb.query.RunningQuery.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Looks after the questions inside the database, on a thread of its own that sleeps while there are none. The database
 * bounds sorts and hash tables of a connection, but not lists and percentiles, so all are bounded here, together: when they
 * pass the bound the oldest question is stopped. So it is when they have put something on the disk and the disk gets short:
 * what is stored comes first. Without questions nothing here holds a connection.
 */
final class QueryWatch implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(QueryWatch.class);
    private static final long LOOK_MILLIS = 50;

    /** What questions may write between two looks. */
    private static final long HEADROOM = DataSize.ofMegabytes(64).toBytes();

    /** What questions need and the cache of the file does not, and what they have put on the disk. */
    private static final String USAGE = """
            SELECT sum(memory_usage_bytes) FILTER (
                    tag IN ('HASH_TABLE', 'ORDER_BY', 'COLUMN_DATA', 'ALLOCATOR', 'WINDOW')),
                sum(temporary_storage_bytes)
            FROM duckdb_memory()
            """;

    private final Connections connections;
    private final long timeoutNanos;
    private final long memory;
    private final SpillRoom room;
    private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
    private final Semaphore begun = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement usageQuestion;

    QueryWatch(Connections connections, long timeoutNanos, long memory, SpillRoom room) {
        this.connections = connections;
        this.timeoutNanos = timeoutNanos;
        this.memory = memory;
        this.room = room;
    }

    void add(RunningQuery query) {
        running.add(query);
        begun.release();
    }

    void remove(RunningQuery query) {
        running.remove(query);
    }

    Collection<RunningQuery> running() {
        return List.copyOf(running);
    }

    void close() {
        closed = true;
        begun.release();
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                begun.acquire();
                begun.drainPermits();
                while (!closed && !running.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                    look();
                }
                forgetConnection();
            } catch (InterruptedException nobodyInterruptsThis) {
                log.debug("Interrupted; going on", nobodyInterruptsThis);
            } catch (RuntimeException unexpected) {
                log.warn("Looking after the questions failed; going on", unexpected);
                begun.release();
            }
        }
    }

    private void look() {
        running.forEach(query -> query.check(timeoutNanos));
        Usage usage = usage();
        if (usage.memory() > memory) {
            stopTheOldest(Stop.MEMORY);
        } else if (usage.disk() > 0 && room.bytes() < HEADROOM) {
            stopTheOldest(Stop.DISK);
        }
    }

    private void stopTheOldest(Stop why) {
        running.stream().min(Comparator.comparingLong(RunningQuery::startNanos)).ifPresent(query -> query.stop(why));
    }

    private Usage usage() {
        try {
            PreparedStatement question = usageQuestion;
            if (question == null) {
                connection = connections.connect();
                question = connection.prepareStatement(USAGE);
                usageQuestion = question;
            }
            try (ResultSet sums = question.executeQuery()) {
                sums.next();
                return new Usage(sums.getLong(1), sums.getLong(2));
            }
        } catch (SQLException failure) {
            log.debug("What questions use is not known", failure);
            forgetConnection();
            return new Usage(0, 0);
        }
    }

    /** Bytes that all questions use. */
    private record Usage(long memory, long disk) {}

    private void forgetConnection() {
        usageQuestion = null;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failure) {
            log.debug("Closing a connection failed", failure);
        }
        connection = null;
    }
}
