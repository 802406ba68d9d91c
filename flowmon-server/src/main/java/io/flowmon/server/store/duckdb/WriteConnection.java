/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.IdempotentRequest;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.WirePosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The connection that writes. What is written up to {@link #commit} is stored as a whole. After any failure only
 * {@link #abandon} is left to do, and a new connection finds everything as it was committed last. Confined to the
 * writer's thread.
 */
final class WriteConnection {

    private final DuckDBConnection connection;
    private final WireSessions sessions;
    private final IdempotentRequests requests;
    private final ModuleInstances instances;
    private final EventAppender events;
    private final DuckDBAppender rejected;
    private final VaultAppender vault;
    private long nextEvent;
    private long nextRejected;
    private boolean begun;

    WriteConnection(DuckDBConnection connection) throws SQLException {
        this.connection = connection;
        sessions = new WireSessions(connection);
        requests = new IdempotentRequests(connection);
        instances = new ModuleInstances(connection);
        nextEvent = nextNumber("event");
        nextRejected = nextNumber("rejected");
        events = new EventAppender(connection);
        rejected = connection.createAppender("rejected");
        vault = new VaultAppender(connection);
    }

    /** What the next rows of each kind are numbered. */
    record Numbers(long event, long rejected) {}

    Numbers numbers() {
        return new Numbers(nextEvent, nextRejected);
    }

    /** Brings the log into the file, and tells how many bytes of the file can be used again. */
    long reclaim() throws SQLException {
        execute("CHECKPOINT");
        try (Statement statement = connection.createStatement();
                ResultSet size =
                        statement.executeQuery("SELECT block_size * free_blocks FROM pragma_database_size()")) {
            size.next();
            return size.getLong(1);
        }
    }

    <T> void run(PendingTask<T> task) throws SQLException {
        task.run(connection);
    }

    /** Writes the batch, unless it was written before or is out of turn. */
    Receipt write(EventBatch batch) throws SQLException {
        begin();
        WirePosition position = batch.position();
        if (position != null) {
            long last = sessions.last(position.session());
            if (position.number() != last + 1) {
                return new Receipt(false, last, null);
            }
            sessions.advance(position, batch);
        }
        IdempotentRequest request = batch.request();
        if (request != null) {
            IdempotentRequest earlier = requests.find(request.key());
            if (earlier != null) {
                return new Receipt(false, 0, earlier);
            }
            requests.add(request, batch.receivedAt());
        }
        append(batch);
        return new Receipt(true, position == null ? 0 : position.number(), null);
    }

    void write(InstanceReport report) throws SQLException {
        begin();
        instances.put(report);
    }

    void commit() throws SQLException {
        events.flush();
        rejected.flush();
        vault.flush();
        sessions.flush();
        if (begun) {
            execute("COMMIT");
            begun = false;
        }
    }

    /** Closes the connection; what was not committed is forgotten. */
    void abandon() throws SQLException {
        try (connection) {
            if (begun) {
                execute("ROLLBACK");
            }
        }
    }

    /**
     * Begins the transaction in so many words. With auto-commit off the driver begins one with the next statement only,
     * and what an appender flushes before that is committed by itself.
     */
    private void begin() throws SQLException {
        if (!begun) {
            execute("BEGIN TRANSACTION");
            begun = true;
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private void append(EventBatch batch) throws SQLException {
        for (IncomingEvent event : batch.events()) {
            long number = nextEvent++;
            events.append(number, batch.receivedAt(), event);
            vault.append(number, batch.receivedAt(), event);
        }
        for (RejectedEvent one : batch.rejected()) {
            rejected.beginRow();
            rejected.append(nextRejected++);
            rejected.appendEpochMicros(Micros.of(batch.receivedAt()));
            rejected.append(batch.source());
            rejected.append(one.index());
            rejected.append(one.reason());
            rejected.append(one.firstBytes());
            rejected.endRow();
        }
    }

    private long nextNumber(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet max = statement.executeQuery("SELECT coalesce(max(sequence), 0) + 1 FROM " + table)) {
            max.next();
            return max.getLong(1);
        }
    }
}
