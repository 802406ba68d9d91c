/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.bus.MessageIds;
import io.flowmon.core.context.FlowContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamRecords;

/** The ids of a message in fields of a stream's entry. */
@SuppressWarnings("ArrayAsKeyOfSetOrMap") // the map of an entry: listed, never looked up
final class RecordIds {

    private static final byte[] PREFIX = bytes("flowmon-");
    private static final byte[] REPLAY = bytes(MessageIds.REPLAY);

    private RecordIds() {}

    /** The ids of {@code record}, or null when it carries none. */
    static @Nullable MessageIds of(ByteRecord record) {
        Map<String, String> own = new HashMap<>();
        record.getValue().forEach((field, value) -> {
            if (isOwn(field)) {
                own.put(text(field), text(value));
            }
        });
        return MessageIds.read(own::get);
    }

    /** {@code record} with the ids in fields behind its own, in place of those that it may have had. */
    static MapRecord<byte[], byte[], byte[]> with(
            MapRecord<byte[], byte[], byte[]> record, FlowContext sender, UUID messageId) {
        Map<byte[], byte[]> fields = new LinkedHashMap<>(record.getValue());
        fields.keySet().removeIf(RecordIds::isId);
        MessageIds.write(sender, messageId, (name, value) -> fields.put(bytes(name), bytes(value)));
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

    /** An id, or the mark of a replay. */
    private static boolean isOwn(byte[] field) {
        return isId(field) || Arrays.equals(field, REPLAY);
    }

    private static boolean isId(byte[] field) {
        return Arrays.mismatch(field, PREFIX) == PREFIX.length && MessageIds.NAMES.contains(text(field));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
