/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.MapRecord;

/** flowmon switched off: the fields that others added are hidden; nothing else happens. */
final class UnwrappingRecords implements Records {

    private static final byte[] NONE = {};

    @Override
    public Outgoing outgoing(Destination stream, MapRecord<byte[], byte[], byte[]> record) {
        return new Outgoing(record, OutgoingMessage.unreported(NONE));
    }

    @Override
    public Incoming incoming(Destination stream, ByteRecord record, @Nullable String group, boolean again) {
        return new Incoming(RecordIds.without(record), List.of());
    }
}
