/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes the sealed originals that came with events, in the same transaction. Confined to the writer's thread. */
final class VaultAppender {

    private final DuckDBAppender appender;

    VaultAppender(DuckDBConnection connection) throws SQLException {
        this.appender = connection.createAppender("vault");
    }

    /** Writes the original of the event with that number; does nothing for an event without one. */
    void append(long sequence, Instant receivedAt, IncomingEvent event) throws SQLException {
        SealedOriginal original = event.sealed();
        UUID message = event.messageId();
        if (original == null || message == null) {
            return;
        }
        appender.beginRow();
        appender.append(sequence);
        appender.append(message);
        appender.append(original.keyId());
        appender.append(original.size());
        appender.append(original.sealed());
        appender.appendEpochMicros(Micros.of(original.since() == null ? receivedAt : original.since()));
        appender.endRow();
    }

    void flush() throws SQLException {
        appender.flush();
    }
}
