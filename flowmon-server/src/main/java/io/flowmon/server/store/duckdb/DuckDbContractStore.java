/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Alert;
import io.flowmon.server.store.ContractCase;
import io.flowmon.server.store.ContractChanges;
import io.flowmon.server.store.ContractProgress;
import io.flowmon.server.store.ContractStore;
import io.flowmon.server.store.ContractTotal;
import io.flowmon.server.store.FlowBeginning;
import io.flowmon.server.store.FlowOutline;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.duckdb.query.BackgroundReader;
import io.flowmon.server.store.duckdb.query.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Contracts as rows. Alerts are kept with what they were concluded from, in one transaction. */
final class DuckDbContractStore implements ContractStore, AutoCloseable {

    private static final String PROGRESS = "SELECT position, epoch_us(judged_up_to) FROM contract_progress";

    private static final String TOTALS =
            "SELECT contract, definition, judged, deviating, uncertain FROM contract_total";

    private static final String CASES = """
            SELECT contract, correlation_id, first_sequence, epoch_us(judged_at), epoch_us(due_at), alerts
            FROM contract_case ORDER BY judged_at, correlation_id
            """;

    private static final String OPEN_ALERTS = AlertRows.READ + " WHERE open AND starts_with(rule, ?)";

    private static final String BEGINNINGS = """
            SELECT correlation_id, min(sequence), epoch_us(min(coalesce(begin_timestamp, timestamp))),
                epoch_us(min(received_at - (timestamp - coalesce(begin_timestamp, timestamp)))), arg_min(redelivered, sequence)
            FROM event WHERE sequence > ? AND sequence <= ? AND correlation_id IN (SELECT unnest(from_json(?, '["VARCHAR"]')))
            GROUP BY correlation_id
            HAVING bool_or(parent_message_id IS NULL AND message_id IS NOT NULL AND (%s))
            """;

    private final StoreWriter writer;
    private final BackgroundReader reader;

    DuckDbContractStore(StoreWriter writer, Database database) {
        this.writer = writer;
        this.reader = new BackgroundReader(database::connect);
    }

    @Override
    public Optional<ContractProgress> progress() throws IOException {
        return reader
                .all(PROGRESS, List.of(), row -> new ContractProgress(row.number(1), Micros.toInstant(row.number(2))))
                .stream()
                .findFirst();
    }

    @Override
    public List<ContractTotal> totals() throws IOException {
        return reader.all(
                TOTALS,
                List.of(),
                row -> new ContractTotal(
                        row.requiredText(1), row.requiredText(2), row.number(3), row.number(4), row.number(5)));
    }

    @Override
    public List<ContractCase> cases() throws IOException {
        return reader.all(CASES, List.of(), DuckDbContractStore::contractCase);
    }

    @Override
    public List<Alert> openAlerts(String origin) throws IOException {
        return reader.all(OPEN_ALERTS, List.of(origin), AlertRows::handled).stream()
                .map(HandledAlert::alert)
                .toList();
    }

    @Override
    public void keep(ContractChanges changes) throws IOException {
        writer.write(connection -> ContractRows.write(connection, changes));
    }

    @Override
    public long lastBefore(Instant time) throws IOException {
        return reader.all(DuckDbEventLog.LAST_BEFORE, List.of(Micros.of(time)), row -> row.number(1))
                .get(0);
    }

    @Override
    public Map<String, FlowBeginning> beginnings(
            Collection<String> correlationIds, List<String> endpoints, long after, long upTo) throws IOException {
        Map<String, FlowBeginning> found = new HashMap<>();
        if (correlationIds.isEmpty() || endpoints.isEmpty()) {
            return found;
        }
        String matches = String.join(" OR ", Collections.nCopies(endpoints.size(), "endpoint LIKE ? ESCAPE '!'"));
        List<Object> parameters = new ArrayList<>(List.of(after, upTo, ContractRows.json(correlationIds)));
        parameters.addAll(endpoints);
        reader.all(
                BEGINNINGS.formatted(matches),
                parameters,
                row -> found.put(
                        row.requiredText(1),
                        new FlowBeginning(
                                row.number(2),
                                Micros.toInstant(row.number(3)),
                                Micros.toInstant(row.number(4)),
                                row.flag(5))));
        return found;
    }

    @Override
    public void hand(
            Collection<String> correlationIds, long after, long upTo, int mostEvents, Consumer<FlowOutline> taker)
            throws IOException {
        OutlineRows.hand(reader::all, correlationIds, after, upTo, mostEvents, outline -> {
            taker.accept(outline);
            return true;
        });
    }

    @Override
    public void close() {
        reader.close();
    }

    private static ContractCase contractCase(Row row) throws SQLException {
        Object[] alerts = row.list(6);
        return new ContractCase(
                row.requiredText(1),
                row.requiredText(2),
                row.number(3),
                Micros.toInstant(row.number(4)),
                AlertRows.time(row, 5),
                alerts == null
                        ? List.of()
                        : Arrays.stream(alerts).map(String::valueOf).toList());
    }
}
