/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.SampleRate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamRecords;

/**
 * The ids that an entry of a stream carries in fields of its own.
 *
 * @param context the flow, while the message is handled
 * @param messageId the message
 * @param parentMessageId the message that was being handled when this one was sent
 */
@SuppressWarnings("ArrayAsKeyOfSetOrMap") // the map of an entry: listed, never looked up
record RecordIds(
        FlowContext context, UUID messageId, @Nullable UUID parentMessageId) {

    private static final String CORRELATION_ID = "flowmon-correlation-id";
    private static final String MESSAGE_ID = "flowmon-message-id";
    private static final String PARENT_ID = "flowmon-parent-id";
    private static final String SAMPLED = "flowmon-sampled";
    private static final Set<String> NAMES = Set.of(CORRELATION_ID, MESSAGE_ID, PARENT_ID, SAMPLED);
    private static final byte[] PREFIX = bytes("flowmon-");
    private static final int UUID_LENGTH = 36;

    /** The ids of {@code record}, or null when it carries none. */
    static @Nullable RecordIds of(ByteRecord record) {
        Map<String, String> own = new HashMap<>();
        record.getValue().forEach((field, value) -> {
            if (isOwn(field)) {
                own.put(text(field), text(value));
            }
        });
        String correlationId = own.get(CORRELATION_ID);
        String messageId = own.get(MESSAGE_ID);
        if (correlationId == null || !CorrelationIds.isValid(correlationId) || messageId == null) {
            return null;
        }
        try {
            UUID id = uuid(messageId);
            String parent = own.get(PARENT_ID);
            double rate = SampleRate.carried(own.get(SAMPLED), true).orElse(1);
            return new RecordIds(new FlowContext(correlationId, id, rate), id, parent == null ? null : uuid(parent));
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    /** {@code record} with the ids in fields behind its own, in place of those that it may have had. */
    static MapRecord<byte[], byte[], byte[]> with(
            MapRecord<byte[], byte[], byte[]> record, FlowContext sender, UUID messageId) {
        Map<byte[], byte[]> fields = new LinkedHashMap<>(record.getValue());
        fields.keySet().removeIf(RecordIds::isOwn);
        fields.put(bytes(CORRELATION_ID), bytes(sender.correlationId()));
        fields.put(bytes(MESSAGE_ID), bytes(messageId.toString()));
        if (sender.messageId() != null) {
            fields.put(bytes(PARENT_ID), bytes(sender.messageId().toString()));
        }
        if (sender.sampleRate() < 1) {
            fields.put(bytes(SAMPLED), bytes(SampleRate.format(sender.sampleRate())));
        }
        return StreamRecords.newRecord()
                .in(record.getRequiredStream())
                .withId(record.getId())
                .ofBytes(fields);
    }

    /** {@code record} as the application wrote it: a record that carries no ids is left alone, whatever it looks like. */
    static ByteRecord without(ByteRecord record) {
        return of(record) == null ? record : stripped(record);
    }

    /** A record that carries ids, without them. */
    static ByteRecord stripped(ByteRecord record) {
        Map<byte[], byte[]> fields = new LinkedHashMap<>(record.getValue());
        fields.keySet().removeIf(RecordIds::isOwn);
        return StreamRecords.newRecord()
                .in(record.getRequiredStream())
                .withId(record.getId())
                .ofBytes(fields);
    }

    private static UUID uuid(String id) {
        if (id.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(id);
    }

    private static boolean isOwn(byte[] field) {
        return Arrays.mismatch(field, PREFIX) == PREFIX.length && NAMES.contains(text(field));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
