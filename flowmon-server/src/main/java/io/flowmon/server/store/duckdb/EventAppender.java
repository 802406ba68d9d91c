/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.IncomingEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes events as rows, in the order of the table's columns. Confined to the writer's thread. */
final class EventAppender implements AutoCloseable {

    private final DuckDBAppender appender;

    EventAppender(DuckDBConnection connection) throws SQLException {
        this.appender = connection.createAppender("event");
    }

    void append(long sequence, Instant receivedAt, IncomingEvent event) throws SQLException {
        appender.beginRow();
        appender.append(sequence);
        uuid(event.eventId());
        appender.append(event.correlationId());
        time(event.timestamp());
        time(receivedAt);
        appender.append(event.moduleType());
        appender.append(event.moduleId());
        appender.append(event.endpoint());
        appender.append(event.messageType());
        appender.append(event.role());
        uuid(event.actionId());
        uuid(event.messageId());
        uuid(event.parentMessageId());
        time(event.beginTimestamp());
        time(event.endTimestamp());
        number(event.elapsedSeconds());
        text(event.outcome());
        text(event.errorType());
        text(event.errorMessage());
        text(event.serviceParams());
        text(event.headers());
        text(event.result());
        text(event.businessKeys());
        text(event.peer());
        text(event.consumerGroup());
        appender.append(event.redelivered());
        appender.append(event.sampleRate());
        text(event.traceId());
        text(event.spanId());
        text(event.others());
        appender.endRow();
    }

    void flush() throws SQLException {
        appender.flush();
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }

    private void uuid(@Nullable UUID uuid) throws SQLException {
        if (uuid == null) {
            appender.appendNull();
        } else {
            appender.append(uuid);
        }
    }

    private void time(@Nullable Instant time) throws SQLException {
        if (time == null) {
            appender.appendNull();
        } else {
            appender.appendEpochMicros(Micros.of(time));
        }
    }

    private void number(@Nullable Double number) throws SQLException {
        if (number == null) {
            appender.appendNull();
        } else {
            appender.append(number.doubleValue());
        }
    }

    private void text(@Nullable String text) throws SQLException {
        if (text == null) {
            appender.appendNull();
        } else {
            appender.append(text);
        }
    }
}
