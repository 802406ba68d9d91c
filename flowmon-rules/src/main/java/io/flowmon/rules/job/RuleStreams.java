/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.EventTable;
import io.flowmon.rules.event.SenderTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;

/**
 * Where the jobs of rules read and write. All three streams have watermarks: what was received before is in them. They are in
 * order, so each has one source, however many subtasks come after it.
 */
public interface RuleStreams extends AutoCloseable {

    /** What tells them from other streams on the same cluster; for the names of jobs. */
    String name();

    /** How they are reached: a job that was submitted with another must be submitted again. */
    String signature();

    /**
     * Rows of {@link EventTable}.
     *
     * @param waitsForSenders whether time stands still while a living sender still holds events back
     * @param since the receipt of the first event, unless a checkpoint knows better
     */
    DataStream<RowData> events(StreamExecutionEnvironment environment, boolean waitsForSenders, Instant since)
            throws IOException;

    /** Rows of {@link SenderTable}; read only if a rule's query asks for them. */
    DataStream<Row> senders(StreamExecutionEnvironment environment, Instant since) throws IOException;

    /** What senders have lost; read only if a rule's query is about something that did not come. */
    DataStream<EventLoss> losses(StreamExecutionEnvironment environment, Instant since) throws IOException;

    /**
     * Takes a rule's signals where they are kept, each at least once, after word that the rule begins anew if it has no
     * checkpoint, and with word of how far it has come.
     */
    void deliver(DataStream<AlertSignal> signals, String rule);

    /** What keeps events from the jobs, or signals from where they are kept, for a person. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    void close();
}
