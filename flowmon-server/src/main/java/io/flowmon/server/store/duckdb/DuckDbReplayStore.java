/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.Replay;
import io.flowmon.server.store.ReplayStore;
import io.flowmon.server.store.ReplayedMessage;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Replays in two tables. Many rows go in by one statement, as JSON: one by one they would take longer than sending does. */
final class DuckDbReplayStore implements ReplayStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String BEGIN = "INSERT INTO replay VALUES (?, ?, make_timestamp(?::BIGINT), ?, ?, ?, NULL)";

    private static final String STATE =
            "UPDATE replay SET state = ?, ended_at = make_timestamp(?::BIGINT) WHERE id = ?";

    private static final String MESSAGES = """
            INSERT INTO replayed_message
            SELECT ?, m.batch, m.original, m.message, m.correlation_id, m.endpoint, m.before, m.outcome, m.detail,
                make_timestamp(m.replayed_at)
            FROM (SELECT unnest(from_json(?, '[{"batch":"INTEGER","original":"UUID","message":"UUID",
                "correlation_id":"VARCHAR","endpoint":"VARCHAR","before":"VARCHAR","outcome":"VARCHAR",
                "detail":"VARCHAR","replayed_at":"BIGINT"}]')) AS m)
            """;

    private static final String OTHERS = """
            UPDATE replayed_message SET outcome = f.other.outcome, detail = f.other.detail
            FROM (SELECT unnest(from_json(?, '[{"message":"UUID","outcome":"VARCHAR","detail":"VARCHAR"}]')) AS other) f
            WHERE replay = ? AND batch = ? AND message = f.other.message
            """;

    private static final String SENT =
            "UPDATE replayed_message SET outcome = 'sent' WHERE replay = ? AND batch = ? AND outcome = 'sending'";

    private static final String INTERRUPT = """
            UPDATE replay SET state = 'interrupted', ended_at = make_timestamp(?::BIGINT)
            WHERE state IN ('waiting', 'running')
            """;

    private static final String REPLAYS = """
            SELECT id, made_by, epoch_us(made_at), selection, state, messages, epoch_us(ended_at),
                (SELECT list(outcome || ' ' || n) FROM (
                    SELECT outcome, count(*) AS n FROM replayed_message WHERE replay = id GROUP BY outcome))
            FROM replay %s ORDER BY made_at DESC, id LIMIT ?
            """;

    private static final String PAGE = """
            SELECT batch, original, message, correlation_id, endpoint, before, outcome, detail, epoch_us(replayed_at),
                rowid
            FROM replayed_message WHERE replay = ? AND rowid > ? AND (outcome = ? OR ? = '') ORDER BY rowid LIMIT ?
            """;

    private static final String STATES = """
            WITH candidate AS (SELECT message AS message_id FROM replayed_message WHERE replay = ?), %s
            SELECT state, count(*) FROM life GROUP BY state
            """.formatted(MessageLives.SQL);

    private final StoreWriter writer;
    private final Readers readers;

    DuckDbReplayStore(StoreWriter writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void begin(Replay replay) throws IOException {
        execute(
                BEGIN,
                replay.id(),
                replay.by(),
                Micros.of(replay.at()),
                replay.selection(),
                replay.state().wireName(),
                replay.messages());
    }

    @Override
    public void state(String id, Replay.State state, @Nullable Instant end) throws IOException {
        execute(STATE, state.wireName(), end == null ? null : Micros.of(end), id);
    }

    @Override
    public void messages(String id, List<ReplayedMessage> messages) throws IOException {
        execute(
                MESSAGES,
                id,
                JSON.writeValueAsString(
                        messages.stream().map(DuckDbReplayStore::columns).toList()));
    }

    private static Map<String, Object> columns(ReplayedMessage message) {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "batch", message.batch(),
                "original", message.original(),
                "correlation_id", message.correlationId(),
                "endpoint", message.endpoint(),
                "before", message.before().wireName(),
                "outcome", message.outcome().wireName(),
                "replayed_at", Micros.of(message.at())));
        columns.put("message", message.message());
        columns.put("detail", message.detail());
        return columns;
    }

    @Override
    public void sent(String id, int batch, Map<UUID, Unsent> others) throws IOException {
        if (!others.isEmpty()) {
            List<Map<String, Object>> rows = others.entrySet().stream()
                    .map(other -> Map.<String, Object>of(
                            "message", other.getKey(),
                            "outcome", other.getValue().outcome().wireName(),
                            "detail", other.getValue().detail()))
                    .toList();
            execute(OTHERS, JSON.writeValueAsString(rows), id, batch);
        }
        execute(SENT, id, batch);
    }

    @Override
    public void interruptAll(Instant at) throws IOException {
        execute(INTERRUPT, Micros.of(at));
    }

    @Override
    public List<Replay> replays(int most) {
        return readers.all(REPLAYS.formatted(""), List.of(most), DuckDbReplayStore::replay);
    }

    @Override
    public Optional<Replay> replay(String id) {
        return readers.all(REPLAYS.formatted("WHERE id = ?"), List.of(id, 1), DuckDbReplayStore::replay).stream()
                .findFirst();
    }

    @Override
    public Page<ReplayedMessage> messages(
            String id, ReplayedMessage.@Nullable Outcome outcome, @Nullable String cursor, int limit) {
        String asked = outcome == null ? "" : outcome.wireName();
        List<Numbered> rows = readers.all(
                PAGE,
                List.of(id, after(cursor), asked, asked, limit + 1),
                row -> new Numbered(message(row), row.number(10)));
        List<Numbered> page = rows.subList(0, Math.min(limit, rows.size()));
        boolean more = rows.size() > page.size();
        return new Page<>(
                page.stream().map(Numbered::message).toList(),
                more ? Long.toString(page.get(page.size() - 1).number()) : null);
    }

    /** A message and the number of its row. */
    private record Numbered(ReplayedMessage message, long number) {}

    @Override
    public Map<MessageState, Long> states(String id, Instant lostBefore) {
        Map<MessageState, Long> states = new EnumMap<>(MessageState.class);
        readers.all(STATES, List.of(id, MessageLives.attendedSince(lostBefore), Micros.of(lostBefore)), row -> {
            states.put(MessageState.valueOf(upper(row.requiredText(1))), row.number(2));
            return true;
        });
        return states;
    }

    private static long after(@Nullable String cursor) {
        if (cursor == null) {
            return -1;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException notOne) {
            throw new QueryFailedException(
                    QueryFailedException.Reason.BAD_CURSOR, "The cursor is none that was given out", notOne);
        }
    }

    private static Replay replay(Row row) throws SQLException {
        Long end = row.optionalNumber(7);
        return new Replay(
                row.requiredText(1),
                row.requiredText(2),
                Micros.toInstant(row.number(3)),
                row.requiredText(4),
                Replay.State.valueOf(upper(row.requiredText(5))),
                row.number(6),
                end == null ? null : Micros.toInstant(end),
                outcomes(row.list(8)));
    }

    private static Map<ReplayedMessage.Outcome, Long> outcomes(Object @Nullable [] counts) {
        return counts == null
                ? Map.of()
                : Arrays.stream(counts)
                        .map(count -> String.valueOf(count).split(" ", 2))
                        .collect(Collectors.toMap(
                                count -> ReplayedMessage.Outcome.valueOf(upper(count[0])),
                                count -> Long.parseLong(count[1])));
    }

    private static ReplayedMessage message(Row row) throws SQLException {
        return new ReplayedMessage(
                (int) row.number(1),
                row.requiredUuid(2),
                row.uuid(3),
                row.requiredText(4),
                row.requiredText(5),
                MessageState.valueOf(upper(row.requiredText(6))),
                ReplayedMessage.Outcome.valueOf(upper(row.requiredText(7))),
                row.text(8),
                Micros.toInstant(row.number(9)));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private void execute(String sql, @Nullable Object... values) throws IOException {
        writer.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int column = 1;
                for (Object value : Arrays.asList(values)) {
                    statement.setObject(column++, value);
                }
                return statement.executeUpdate();
            }
        });
    }
}
