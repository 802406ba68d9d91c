/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Alert;
import io.flowmon.server.store.ContractCase;
import io.flowmon.server.store.ContractChanges;
import io.flowmon.server.store.ContractTotal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes what became of contracts. Many rows go in by one statement, as JSON. */
final class ContractRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String PROGRESS = "INSERT INTO contract_progress VALUES (?, make_timestamp(?::BIGINT))";

    private static final String TOTAL = "INSERT INTO contract_total VALUES (?, ?, ?, ?, ?)";

    private static final String REMOVE_CASES = """
            DELETE FROM contract_case WHERE (contract, correlation_id) IN (
                SELECT (c.contract, c.correlation_id)
                FROM (SELECT unnest(from_json(?, '[{"contract":"VARCHAR","correlation_id":"VARCHAR"}]')) AS c))
            """;

    private static final String CASES = """
            INSERT INTO contract_case
            SELECT c.contract, c.correlation_id, c.first_sequence, make_timestamp(c.judged_at), make_timestamp(c.due_at),
                c.alerts
            FROM (SELECT unnest(from_json(?, '[{"contract":"VARCHAR","correlation_id":"VARCHAR",
                "first_sequence":"BIGINT","judged_at":"BIGINT","due_at":"BIGINT","alerts":["VARCHAR"]}]')) AS c)
            """;

    private ContractRows() {}

    /** Shows what is written to nobody before all of it is. */
    static boolean write(Connection connection, ContractChanges changes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN TRANSACTION");
            try {
                all(connection, statement, changes);
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException failure) {
                statement.execute("ROLLBACK");
                throw failure;
            }
        }
        return true;
    }

    static String json(Collection<String> texts) {
        return JSON.writeValueAsString(texts);
    }

    private static void all(Connection connection, Statement statement, ContractChanges changes) throws SQLException {
        statement.execute("DELETE FROM contract_progress");
        execute(
                connection,
                PROGRESS,
                changes.progress().position(),
                Micros.of(changes.progress().judgedUpTo()));
        statement.execute("DELETE FROM contract_total");
        for (ContractTotal total : changes.totals()) {
            execute(
                    connection,
                    TOTAL,
                    total.contract(),
                    total.definition(),
                    total.judged(),
                    total.deviating(),
                    total.uncertain());
        }
        cases(connection, changes);
        for (Alert alert : changes.alerts()) {
            DuckDbAlertStore.write(connection, alert);
        }
    }

    private static void cases(Connection connection, ContractChanges changes) throws SQLException {
        List<Map<String, String>> replaced = Stream.concat(
                        changes.gone().stream(), changes.kept().stream().map(ContractCase::key))
                .map(key -> Map.of("contract", key.contract(), "correlation_id", key.correlationId()))
                .toList();
        if (!replaced.isEmpty()) {
            execute(connection, REMOVE_CASES, JSON.writeValueAsString(replaced));
        }
        if (!changes.kept().isEmpty()) {
            execute(
                    connection,
                    CASES,
                    JSON.writeValueAsString(
                            changes.kept().stream().map(ContractRows::columns).toList()));
        }
    }

    private static Map<String, @Nullable Object> columns(ContractCase one) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("contract", one.contract());
        columns.put("correlation_id", one.correlationId());
        columns.put("first_sequence", one.firstSequence());
        columns.put("judged_at", Micros.of(one.judgedAt()));
        columns.put("due_at", one.dueAt() == null ? null : Micros.of(one.dueAt()));
        columns.put("alerts", one.alerts());
        return columns;
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int column = 1;
            for (Object value : Arrays.asList(values)) {
                statement.setObject(column++, value);
            }
            statement.executeUpdate();
        }
    }
}
