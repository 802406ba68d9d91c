/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the event table as events. */
final class StoredEvents {

    /** The columns that {@link #map} reads, in its order. */
    static final String COLUMNS = """
            sequence, event_id, correlation_id, epoch_us(timestamp), epoch_us(received_at), module_type, module_id,
            endpoint, message_type, role, action_id, message_id, parent_message_id, epoch_us(begin_timestamp),
            epoch_us(end_timestamp), elapsed_time, outcome, error_type, error_message, service_params, headers, result,
            business_keys, peer, consumer_group, redelivered, sample_rate, trace_id, span_id, others
            """;

    /** Takes whatever the decoder lets pass, digit by digit. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(1_000)
                            .maxNumberLength(10_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<TreeMap<String, String>> STRINGS = new TypeReference<>() {};

    private StoredEvents() {}

    static StoredEvent map(ResultSet row) throws SQLException {
        String keys = row.getString(23);
        return new StoredEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                Micros.toInstant(row.getLong(4)),
                Micros.toInstant(row.getLong(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getObject(11, UUID.class),
                row.getObject(12, UUID.class),
                row.getObject(13, UUID.class),
                time(row, 14),
                time(row, 15),
                number(row, 16),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                object(row.getString(20)),
                object(row.getString(21)),
                json(row.getString(22)),
                keys == null ? Map.of() : JSON.readValue(keys, STRINGS),
                row.getString(24),
                row.getString(25),
                row.getBoolean(26),
                row.getDouble(27),
                row.getString(28),
                row.getString(29),
                object(row.getString(30)));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable ObjectNode object(@Nullable String text) {
        return json(text) instanceof ObjectNode object ? object : null;
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException unreadable) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }
}
