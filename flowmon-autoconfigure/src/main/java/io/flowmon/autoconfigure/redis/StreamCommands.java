/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStreamCommands;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XClaimOptions;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/**
 * Those of the {@link RedisStreamCommands} that carry entries, such that the application adds and gets its own fields
 * while ids lie beside them in Redis. Found by name and parameters. Unmarked for nullness as the interface is: every
 * answer is null in a pipeline.
 */
@NullUnmarked
final class StreamCommands {

    private static final String NEVER_DELIVERED = ">";

    private final RedisConnection connection;
    private final NamedDestinations streams;
    private final Messages messages;
    private final Records records;
    private final Replies replies;

    StreamCommands(RedisConnection connection, ConnectionDecorator decorator, Replies replies) {
        this.connection = connection;
        this.streams = decorator.destinations().streams();
        this.messages = decorator.messages();
        this.records = decorator.records();
        this.replies = replies;
    }

    public RecordId xAdd(MapRecord<byte[], byte[], byte[]> record, XAddOptions options) {
        Destination stream = record == null ? null : streams.of(record.getStream());
        if (stream == null || options == null) {
            return replies.of(() -> redis().xAdd(record, options), Reply.UNTOUCHED);
        }
        Records.Outgoing outgoing = records.outgoing(stream, record);
        return replies.of(
                () -> redis().xAdd(outgoing.record(), options),
                new RecordReply(outgoing.message(), options.isNoMkStream()));
    }

    public List<ByteRecord> xRange(byte[] key, Range<String> range, Limit limit) {
        return look(key, () -> redis().xRange(key, range, limit));
    }

    public List<ByteRecord> xRevRange(byte[] key, Range<String> range, Limit limit) {
        return look(key, () -> redis().xRevRange(key, range, limit));
    }

    private List<ByteRecord> look(byte[] key, Supplier<List<ByteRecord>> command) {
        Reply withoutIds = (raw, receipts) -> each(raw, RecordIds::without);
        return replies.of(command, streams.of(key) == null ? Reply.UNTOUCHED : withoutIds);
    }

    public List<ByteRecord> xRead(StreamReadOptions options, StreamOffset<byte[]>[] offsets) {
        return receive(offsets == null ? List.of() : Arrays.asList(offsets), null, key -> false, () -> redis().xRead(
                        options, offsets));
    }

    public List<ByteRecord> xReadGroup(Consumer consumer, StreamReadOptions options, StreamOffset<byte[]>[] offsets) {
        List<StreamOffset<byte[]>> all = offsets == null || consumer == null ? List.of() : Arrays.asList(offsets);
        return receive(
                all,
                consumer == null ? null : consumer.getGroup(),
                key -> isOwnPending(all, key),
                () -> redis().xReadGroup(consumer, options, offsets));
    }

    public List<ByteRecord> xClaim(byte[] key, String group, String newOwner, XClaimOptions options) {
        List<StreamOffset<byte[]>> claimed = key == null ? List.of() : List.of(StreamOffset.fromStart(key));
        return receive(claimed, group, any -> true, () -> redis().xClaim(key, group, newOwner, options));
    }

    private static boolean isOwnPending(List<StreamOffset<byte[]>> offsets, byte[] key) {
        return offsets.stream()
                .filter(offset -> Arrays.equals(offset.getKey(), key))
                .noneMatch(offset -> offset.getOffset().getOffset().equals(NEVER_DELIVERED));
    }

    private List<ByteRecord> receive(
            List<StreamOffset<byte[]>> offsets,
            @Nullable String group,
            Predicate<byte[]> again,
            Supplier<List<ByteRecord>> command) {
        if (offsets.stream().allMatch(offset -> offset == null || streams.of(offset.getKey()) == null)) {
            return replies.of(command, Reply.UNTOUCHED);
        }
        if (!replies.areDeferred()) {
            messages.beforeTaking();
        }
        return replies.of(command, (raw, receipts) -> {
            List<ReceivedMessage> received = new ArrayList<>();
            Object read = each(raw, record -> received(record, group, again, received));
            if (read instanceof List<?> entries && entries.size() == received.size() && ListenerPolling.isCaller()) {
                return messages.takenInTurn(received, entries);
            }
            receipts.addAll(received);
            return read;
        });
    }

    private ByteRecord received(
            ByteRecord record, @Nullable String group, Predicate<byte[]> again, List<ReceivedMessage> receipts) {
        byte[] key = record.getRequiredStream();
        Destination stream = streams.of(key);
        if (stream == null) {
            return record;
        }
        Records.Incoming incoming = records.incoming(stream, record, group, again.test(key));
        receipts.addAll(incoming.receipts());
        return incoming.record();
    }

    private static @Nullable Object each(@Nullable Object raw, UnaryOperator<ByteRecord> change) {
        if (!(raw instanceof List<?> entries)) {
            return raw;
        }
        List<@Nullable Object> changed = new ArrayList<>(entries.size());
        for (Object entry : entries) {
            changed.add(entry instanceof ByteRecord record ? change.apply(record) : entry);
        }
        return changed;
    }

    private RedisStreamCommands redis() {
        return connection.streamCommands();
    }
}
