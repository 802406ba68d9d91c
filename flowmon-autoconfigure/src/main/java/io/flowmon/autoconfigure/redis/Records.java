/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.MapRecord;

/** What becomes of the entries of streams on their way to and from Redis. */
interface Records {

    /** Prepares the adding of {@code record}. */
    Outgoing outgoing(Destination stream, MapRecord<byte[], byte[], byte[]> record);

    /**
     * Reads an entry that was received.
     *
     * @param group the consumer group, if it was read by one
     * @param again whether it is known to have been received before
     */
    Incoming incoming(Destination stream, ByteRecord record, @Nullable String group, boolean again);

    /**
     * An entry on its way to Redis.
     *
     * @param record what to add
     * @param message what to report
     */
    record Outgoing(MapRecord<byte[], byte[], byte[]> record, OutgoingMessage message) {}

    /**
     * An entry as it was read.
     *
     * @param record what the application gets
     * @param receipts the receipt to report; none when nothing is reported
     */
    record Incoming(ByteRecord record, List<ReceivedMessage> receipts) {}
}
