/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.query;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.settings.QuerySettings;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.QueryFailedException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions on one connection. Confined to the thread that asks {@link Readers}. */
public final class Questions {

    private final Connection connection;
    private final QuerySettings settings;
    private final long memory;
    private final AnswerMemory answers;
    private final QueryWatch watch;
    private final @Nullable QueryScope scope;

    Questions(
            Connection connection,
            QuerySettings settings,
            long memory,
            AnswerMemory answers,
            QueryWatch watch,
            @Nullable QueryScope scope) {
        this.connection = connection;
        this.settings = settings;
        this.memory = memory;
        this.answers = answers;
        this.watch = watch;
        this.scope = scope;
    }

    /**
     * Asks {@code sql} and maps every row.
     *
     * @throws QueryFailedException if it cannot be answered within the bounds
     */
    public <T> List<T> all(String sql, List<?> parameters, RowMapper<T> mapper) {
        Answer<T> answer = some(sql, parameters, mapper);
        if (answer.cut()) {
            throw new QueryFailedException(
                    Reason.TOO_EXPENSIVE,
                    "The answer is larger than " + settings.answerSize().toMegabytes()
                            + " MB (flowmon.server.query.answer-size); ask for less");
        }
        return answer.rows();
    }

    /**
     * Asks {@code sql} and maps the rows that one answer may hold, at least one if there is any.
     *
     * @throws QueryFailedException if it cannot be answered within the bounds
     */
    public <T> Answer<T> some(String sql, List<?> parameters, RowMapper<T> mapper) {
        return asked(sql, parameters, mapper, settings.answerSize().toBytes());
    }

    private <T> Answer<T> asked(String sql, List<?> parameters, RowMapper<T> mapper, long most) {
        return watched(sql, parameters, statement -> {
            AnswerMemory.Share share = answers.share(scope);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, share, mapper, most);
            } finally {
                share.done();
            }
        });
    }

    /**
     * Asks {@code sql} and maps every row, for an answer that is made of them and smaller: they may be more than one answer
     * may hold, but count among the answers in the making.
     *
     * @throws QueryFailedException if it cannot be answered within the other bounds
     */
    public <T> List<T> working(String sql, List<?> parameters, RowMapper<T> mapper) {
        return asked(sql, parameters, mapper, Long.MAX_VALUE).rows();
    }

    private <T> T watched(String sql, List<?> parameters, Execution<T> execution) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, toColumn(parameters.get(i)));
            }
            return watched(statement, execution);
        } catch (SQLException failure) {
            throw QueryFailures.of(failure, null, settings, memory);
        }
    }

    private <T> T watched(PreparedStatement statement, Execution<T> execution) {
        RunningQuery query = new RunningQuery(statement, scope);
        watch.add(query);
        try {
            return execution.of(statement);
        } catch (SQLException failure) {
            throw QueryFailures.of(failure, query.end(), settings, memory);
        } finally {
            query.end();
            watch.remove(query);
        }
    }

    private static <T> Answer<T> read(ResultSet rows, AnswerMemory.Share share, RowMapper<T> mapper, long most)
            throws SQLException {
        List<T> result = new ArrayList<>();
        long size = 0;
        while (rows.next()) {
            if (size >= most) {
                return new Answer<>(result, true);
            }
            Row row = new Row(rows);
            result.add(mapper.map(row));
            size += row.size();
            share.add(row.size());
        }
        return new Answer<>(result, false);
    }

    private static Object toColumn(Object parameter) {
        return parameter instanceof UUID uuid ? uuid.toString() : parameter;
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
