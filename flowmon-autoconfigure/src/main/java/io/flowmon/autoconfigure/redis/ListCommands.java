/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.envelope.EnvelopeCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisListCommands;

/**
 * The list commands of a connection, such that the application sends and takes payloads while envelopes lie in Redis.
 * Unmarked for nullness as the interface is: every answer is null in a pipeline.
 */
@NullUnmarked
final class ListCommands implements RedisListCommands {

    private final RedisConnection connection;
    private final ListKeys keys;
    private final Messages messages;
    private final Replies replies;

    ListCommands(RedisConnection connection, ListKeys keys, Messages messages, Replies replies) {
        this.connection = connection;
        this.keys = keys;
        this.messages = messages;
        this.replies = replies;
    }

    @Override
    public Long rPush(byte[] key, byte[]... values) {
        return send(key, values, redis()::rPush);
    }

    @Override
    public Long lPush(byte[] key, byte[]... values) {
        return send(key, values, redis()::lPush);
    }

    @Override
    public Long rPushX(byte[] key, byte[] value) {
        return send(key, new byte[][] {value}, (list, stored) -> redis().rPushX(list, stored[0]));
    }

    @Override
    public Long lPushX(byte[] key, byte[] value) {
        return send(key, new byte[][] {value}, (list, stored) -> redis().lPushX(list, stored[0]));
    }

    private Long send(byte[] key, byte[][] values, BiFunction<byte[], byte[][], Long> command) {
        ListKey list = keys.of(key);
        if (!list.holdsMessages() || isIncomplete((Object[]) values)) {
            return replies.of(() -> command.apply(key, values), Reply.UNTOUCHED);
        }
        List<OutgoingMessage> outgoing = Arrays.stream(values)
                .map(value -> messages.outgoing(list, value))
                .toList();
        byte[][] stored = outgoing.stream().map(OutgoingMessage::stored).toArray(byte[][]::new);
        return replies.of(() -> command.apply(key, stored), new SendReply(outgoing));
    }

    @Override
    public void lSet(byte[] key, long index, byte[] value) {
        ListKey list = keys.of(key);
        if (list.holdsMessages() && value != null) {
            OutgoingMessage message = messages.outgoing(list, value);
            replies.ofStatus(() -> redis().lSet(key, index, message.stored()), new SendReply(List.of(message)));
        } else {
            replies.ofStatus(() -> redis().lSet(key, index, value), Reply.UNTOUCHED);
        }
    }

    @Override
    public Long lInsert(byte[] key, Position where, byte[] pivot, byte[] value) {
        ListKey list = keys.of(key);
        if (list.isOther() || isIncomplete(where, pivot, value)) {
            return replies.of(() -> redis().lInsert(key, where, pivot, value), Reply.UNTOUCHED);
        }
        OutgoingMessage message =
                list.holdsMessages() ? messages.outgoing(list, value) : OutgoingMessage.unreported(value);
        return replies.of(
                () -> ContentMatching.insert(connection.scriptingCommands(), key, where, pivot, message.stored()),
                new SendReply(List.of(message)));
    }

    @Override
    public Long lRem(byte[] key, long count, byte[] value) {
        if (keys.of(key).isOther() || value == null) {
            return replies.of(() -> redis().lRem(key, count, value), Reply.UNTOUCHED);
        }
        byte[] meant = messages.storedOfCurrent(value);
        return replies.of(
                () -> ContentMatching.remove(connection.scriptingCommands(), key, count, value, meant),
                Reply.UNTOUCHED);
    }

    @Override
    public List<Long> lPos(byte[] key, byte[] element, @Nullable Integer rank, @Nullable Integer count) {
        boolean refused = element == null || (rank != null && rank == 0) || (count != null && count < 0);
        if (keys.of(key).isOther() || refused) {
            return replies.of(() -> redis().lPos(key, element, rank, count), Reply.UNTOUCHED);
        }
        return replies.of(
                () -> ContentMatching.positions(connection.scriptingCommands(), key, element, rank, count),
                Reply.UNTOUCHED);
    }

    @Override
    public Long lLen(byte[] key) {
        return replies.of(() -> redis().lLen(key), Reply.UNTOUCHED);
    }

    @Override
    public void lTrim(byte[] key, long start, long end) {
        replies.ofStatus(() -> redis().lTrim(key, start, end), Reply.UNTOUCHED);
    }

    @Override
    public List<byte[]> lRange(byte[] key, long start, long end) {
        return look(key, () -> redis().lRange(key, start, end));
    }

    @Override
    public byte[] lIndex(byte[] key, long index) {
        return look(key, () -> redis().lIndex(key, index));
    }

    private <T> T look(byte[] key, Supplier<T> command) {
        ListKey list = keys.of(key);
        return replies.of(command, list.isOther() ? Reply.UNTOUCHED : unwrapping());
    }

    @Override
    public byte[] lPop(byte[] key) {
        return take(key, () -> redis().lPop(key));
    }

    @Override
    public List<byte[]> lPop(byte[] key, long count) {
        return take(key, () -> redis().lPop(key, count));
    }

    @Override
    public byte[] rPop(byte[] key) {
        return take(key, () -> redis().rPop(key));
    }

    @Override
    public List<byte[]> rPop(byte[] key, long count) {
        return take(key, () -> redis().rPop(key, count));
    }

    private <T> T take(byte[] key, Supplier<T> command) {
        ListKey list = keys.of(key);
        if (list.isOther()) {
            return replies.of(command, Reply.UNTOUCHED);
        }
        beforeTaking(list);
        return replies.of(command, receiving(list));
    }

    @Override
    public List<byte[]> bLPop(int timeout, byte[]... names) {
        return takeFirst(names, () -> redis().bLPop(timeout, names));
    }

    @Override
    public List<byte[]> bRPop(int timeout, byte[]... names) {
        return takeFirst(names, () -> redis().bRPop(timeout, names));
    }

    private List<byte[]> takeFirst(byte[][] names, Supplier<List<byte[]>> command) {
        boolean ours = false;
        if (names == null) {
            return replies.of(command, Reply.UNTOUCHED);
        }
        for (byte[] name : names) {
            ListKey list = keys.of(name);
            beforeTaking(list);
            ours |= !list.isOther();
        }
        return replies.of(command, ours ? this::receivedFirst : Reply.UNTOUCHED);
    }

    private @Nullable Object receivedFirst(@Nullable Object raw, List<ReceivedMessage> receipts) {
        if (!(raw instanceof List<?> keyAndValue)
                || keyAndValue.size() != 2
                || !(keyAndValue.get(0) instanceof byte[] key)) {
            return raw;
        }
        ListKey list = keys.of(key);
        if (list.isOther()) {
            return raw;
        }
        return Arrays.asList(key, receiving(list).received(keyAndValue.get(1), receipts));
    }

    @Override
    public byte[] lMove(byte[] source, byte[] destination, Direction from, Direction to) {
        return move(source, destination, () -> redis().lMove(source, destination, from, to));
    }

    @Override
    public byte[] bLMove(byte[] source, byte[] destination, Direction from, Direction to, double timeout) {
        return move(source, destination, () -> redis().bLMove(source, destination, from, to, timeout));
    }

    @Override
    public byte[] rPopLPush(byte[] source, byte[] destination) {
        return move(source, destination, () -> redis().rPopLPush(source, destination));
    }

    @Override
    public byte[] bRPopLPush(int timeout, byte[] source, byte[] destination) {
        return move(source, destination, () -> redis().bRPopLPush(timeout, source, destination));
    }

    private byte[] move(byte[] source, byte[] destination, Supplier<byte[]> command) {
        ListKey from = keys.of(source);
        if (from.isOther() || destination == null) {
            return replies.of(command, Reply.UNTOUCHED);
        }
        ListKey to = keys.of(destination);
        if (to.isOther()) {
            keys.learn(from, destination);
        }
        if (from.isProcessing()) {
            return replies.of(command, to.holdsMessages() ? puttingBack() : unwrapping());
        }
        if (to.holdsMessages()) {
            return replies.of(command, unwrapping());
        }
        beforeTaking(from);
        return replies.of(command, receiving(from));
    }

    /** Whether Spring Data or Redis will refuse the command: it does so with its own words. */
    private static boolean isIncomplete(Object... arguments) {
        return arguments == null
                || arguments.length == 0
                || Arrays.asList(arguments).contains(null);
    }

    private void beforeTaking(ListKey list) {
        if (list.holdsMessages() && !replies.areDeferred()) {
            messages.beforeTaking();
        }
    }

    private Reply receiving(ListKey list) {
        return (raw, receipts) -> each(raw, stored -> {
            Messages.Incoming incoming = messages.incoming(list, stored);
            receipts.addAll(incoming.receipts());
            return incoming.content();
        });
    }

    private Reply puttingBack() {
        return (raw, receipts) -> each(raw, stored -> {
            messages.putBack(stored);
            return EnvelopeCodec.unwrap(stored);
        });
    }

    private static Reply unwrapping() {
        return (raw, receipts) -> each(raw, EnvelopeCodec::unwrap);
    }

    private static @Nullable Object each(@Nullable Object raw, UnaryOperator<byte[]> change) {
        if (raw instanceof byte[] stored) {
            return change.apply(stored);
        }
        if (!(raw instanceof List<?> elements)) {
            return raw;
        }
        List<@Nullable Object> changed = new ArrayList<>(elements.size());
        for (Object element : elements) {
            changed.add(element instanceof byte[] stored ? change.apply(stored) : element);
        }
        return changed;
    }

    private RedisListCommands redis() {
        return connection.listCommands();
    }
}
