/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** About how many bytes a row has. */
    static final String SIZE = "300 + "
            + Stream.of("service_params", "headers", "result", "business_keys", "others", "error_message")
                    .map("coalesce(strlen(%s), 0)"::formatted)
                    .collect(Collectors.joining(" + "));

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

    static StoredEvent map(Row row) throws SQLException {
        String keys = row.text(23);
        return new StoredEvent(
                row.number(1),
                row.requiredUuid(2),
                row.requiredText(3),
                Micros.toInstant(row.number(4)),
                Micros.toInstant(row.number(5)),
                row.requiredText(6),
                row.requiredText(7),
                row.requiredText(8),
                row.requiredText(9),
                row.requiredText(10),
                row.uuid(11),
                row.uuid(12),
                row.uuid(13),
                time(row.optionalNumber(14)),
                time(row.optionalNumber(15)),
                row.optionalDecimal(16),
                row.text(17),
                row.text(18),
                row.text(19),
                object(row.text(20)),
                object(row.text(21)),
                json(row.text(22)),
                keys == null ? Map.of() : JSON.readValue(keys, STRINGS),
                row.text(24),
                row.text(25),
                row.flag(26),
                row.decimal(27),
                row.text(28),
                row.text(29),
                object(row.text(30)));
    }

    private static @Nullable Instant time(@Nullable Long micros) {
        return micros == null ? null : Micros.toInstant(micros);
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
