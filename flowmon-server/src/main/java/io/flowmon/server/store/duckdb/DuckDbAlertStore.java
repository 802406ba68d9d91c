/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.duckdb.query.Readers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Alerts, written by the one who writes events, between two groups of them. */
final class DuckDbAlertStore implements AlertStore {

    private static final String KEEP = """
            INSERT INTO alert VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, make_timestamp(?::BIGINT), make_timestamp(?::BIGINT),
                make_timestamp(?::BIGINT), ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, severity = excluded.severity, meaning = excluded.meaning,
                what_to_do = excluded.what_to_do, unit = excluded.unit, open = excluded.open, version = excluded.version,
                last_at = excluded.last_at, updated_at = excluded.updated_at, value = excluded.value,
                worst = excluded.worst, threshold = excluded.threshold, count = excluded.count, flows = excluded.flows
            WHERE excluded.version >= alert.version
            """;

    private static final String CLOSE =
            "UPDATE alert SET open = false, version = 0, updated_at = make_timestamp(?::BIGINT) WHERE open AND ";

    /** Where an id has an origin, such as {@code contract:}, somebody else looks after the alert. */
    private static final String OF_RULES = "NOT contains(rule, ':') AND ";

    private static final String SELECTED = AlertRows.READ + """
            WHERE (last_at >= make_timestamp(?::BIGINT) OR open) AND began_at < make_timestamp(?::BIGINT)
                AND (? = '' OR rule = ?) AND (? = '' OR open = (? = 'open'))
                AND (began_at < make_timestamp(?::BIGINT) OR (began_at = make_timestamp(?::BIGINT) AND id < ?))
            ORDER BY began_at DESC, id DESC LIMIT ?
            """;

    private static final String ONE = AlertRows.READ + "WHERE id = ?";

    private static final String OF_FLOWS =
            AlertRows.READ + "WHERE list_has_any(flows, [%s]) ORDER BY began_at DESC, id DESC LIMIT 1000";

    /** After every alert. */
    private static final FlowCursor FIRST = new FlowCursor(Micros.of(Instant.parse("9999-01-01T00:00:00Z")), "");

    private final StoreWriter writer;
    private final Readers readers;

    DuckDbAlertStore(StoreWriter writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void keep(Alert alert) throws IOException {
        writer.write(connection -> write(connection, alert));
    }

    @Override
    public void closeThoseOf(String rule) throws IOException {
        writer.write(connection -> close(connection, "rule = ?", List.of(rule)));
    }

    @Override
    public void closeAllButThoseOf(Set<String> rules) throws IOException {
        String others = rules.isEmpty()
                ? "true"
                : "rule NOT IN (" + String.join(", ", Collections.nCopies(rules.size(), "?")) + ")";
        writer.write(connection -> close(connection, OF_RULES + others, List.copyOf(rules)));
    }

    private static int close(Connection connection, String condition, List<String> rules) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOSE + condition)) {
            statement.setLong(1, Micros.of(Instant.now()));
            for (int i = 0; i < rules.size(); i++) {
                statement.setString(i + 2, rules.get(i));
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public Page<HandledAlert> alerts(AlertQuery query) {
        FlowCursor after = query.cursor() == null ? FIRST : FlowCursor.decode(query.cursor());
        String rule = query.rule() == null ? "" : query.rule();
        String open = query.open() == null ? "" : query.open() ? "open" : "resolved";
        List<Object> parameters = new ArrayList<>(List.of(
                Micros.of(query.from()),
                Micros.of(query.to()),
                rule,
                rule,
                open,
                open,
                after.startMicros(),
                after.startMicros(),
                after.correlationId(),
                query.limit() + 1L));
        List<HandledAlert> found = readers.all(SELECTED, parameters, AlertRows::handled);
        boolean more = found.size() > query.limit();
        List<HandledAlert> page = more ? found.subList(0, query.limit()) : found;
        return new Page<>(page, more ? cursorAfter(page.get(page.size() - 1).alert()) : null);
    }

    @Override
    public Optional<HandledAlert> alert(String id) {
        return readers.all(ONE, List.of(id), AlertRows::handled).stream().findFirst();
    }

    @Override
    public Map<String, List<HandledAlert>> ofFlows(Collection<String> correlationIds) {
        if (correlationIds.isEmpty()) {
            return Map.of();
        }
        String marks = String.join(", ", Collections.nCopies(correlationIds.size(), "?"));
        Map<String, List<HandledAlert>> byFlow = new HashMap<>();
        for (HandledAlert alert :
                readers.all(OF_FLOWS.formatted(marks), List.copyOf(correlationIds), AlertRows::handled)) {
            for (String flow : alert.alert().last().flows()) {
                byFlow.computeIfAbsent(flow, any -> new ArrayList<>()).add(alert);
            }
        }
        return byFlow;
    }

    /** Within a transaction or as one of its own. */
    static boolean write(Connection connection, Alert alert) throws SQLException {
        AlertSignal last = alert.last();
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            int column = 1;
            for (Object value : Arrays.asList(
                    last.id(),
                    last.rule(),
                    last.key(),
                    alert.name(),
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.meaning(),
                    alert.whatToDo(),
                    alert.unit(),
                    last.state() != AlertState.RESOLVED,
                    last.version(),
                    Micros.of(last.began()),
                    Micros.of(last.last()),
                    Micros.of(alert.updatedAt()),
                    last.value(),
                    last.worst(),
                    last.threshold(),
                    last.count(),
                    last.moduleType(),
                    last.moduleId(),
                    last.endpoint(),
                    connection.createArrayOf("VARCHAR", last.flows().toArray()))) {
                statement.setObject(column++, value);
            }
            return statement.executeUpdate() > 0;
        }
    }

    private static String cursorAfter(Alert last) {
        return new FlowCursor(Micros.of(last.last().began()), last.last().id()).encode();
    }
}
