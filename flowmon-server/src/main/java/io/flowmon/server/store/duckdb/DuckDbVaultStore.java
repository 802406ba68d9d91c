/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.VaultStore;
import io.flowmon.server.store.duckdb.query.Answer;
import io.flowmon.server.store.duckdb.query.Readers;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The vault in a table of its own. */
final class DuckDbVaultStore implements VaultStore {

    /** Of one message: whoever repeats a message's id cannot make an answer large by it. */
    private static final int MOST_OF_A_MESSAGE = 4;

    private static final String ENTRIES = """
            SELECT message_id, list(sequence || ' ' || size || ' ' || key_id ORDER BY sequence)[1:%d] FROM vault
            WHERE message_id IN (SELECT unnest(string_split(?, ','))::UUID) AND received_at >= make_timestamp(?::BIGINT)
            GROUP BY message_id
            """.formatted(MOST_OF_A_MESSAGE);

    private static final String SEALED = """
            SELECT message_id, key_id, sealed, epoch_us(received_at) FROM vault
            WHERE sequence IN (SELECT unnest(string_split(?, ','))::BIGINT) ORDER BY sequence
            """;

    private static final String HELD =
            "SELECT key_id, count(*), epoch_us(min(received_at)) FROM vault GROUP BY key_id ORDER BY key_id";

    private final Readers readers;

    DuckDbVaultStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Entry> entries(Collection<UUID> messages, Instant since) {
        return messages.isEmpty()
                ? List.of()
                : readers
                        .all(ENTRIES, List.of(joined(messages), Micros.of(since)), DuckDbVaultStore::entriesOfAMessage)
                        .stream()
                        .flatMap(List::stream)
                        .toList();
    }

    private static List<Entry> entriesOfAMessage(Row row) throws SQLException {
        UUID message = row.requiredUuid(1);
        Object[] entries = row.list(2);
        return entries == null
                ? List.of()
                : Arrays.stream(entries)
                        .map(entry -> String.valueOf(entry).split(" ", 3))
                        .map(entry ->
                                new Entry(Long.parseLong(entry[0]), message, entry[2], Integer.parseInt(entry[1])))
                        .toList();
    }

    @Override
    public List<Sealed> sealed(Collection<Entry> entries) {
        return entries.isEmpty()
                ? List.of()
                : sealed(entries.stream().map(Entry::sequence).toList());
    }

    /** In as many answers as it takes. */
    private List<Sealed> sealed(List<Long> sequences) {
        Answer<Sealed> answer = readers.some(SEALED, List.of(joined(sequences)), DuckDbVaultStore::sealed);
        if (!answer.cut()) {
            return answer.rows();
        }
        int half = sequences.size() / 2;
        List<Sealed> found = new ArrayList<>(sealed(sequences.subList(0, half)));
        found.addAll(sealed(sequences.subList(half, sequences.size())));
        return found;
    }

    @Override
    public List<Held> held() {
        return readers.all(
                HELD, List.of(), row -> new Held(row.requiredText(1), row.number(2), Micros.toInstant(row.number(3))));
    }

    private static Sealed sealed(Row row) throws SQLException {
        return new Sealed(
                row.requiredUuid(1), row.requiredText(2), row.requiredBytes(3), Micros.toInstant(row.number(4)));
    }

    private static String joined(Collection<?> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
