/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.envelope.EnvelopeCodec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.FutureResult;
import org.springframework.data.redis.connection.stream.ByteRecord;

/**
 * The commands queued in a pipeline or a transaction, in order. Some have no place among the results, which ones is the
 * driver's affair: its own queue tells. Where that cannot be seen, it is those that answer no more than that they are done.
 */
final class QueuedReplies implements Reply {

    private static final Logger log = LoggerFactory.getLogger(QueuedReplies.class);

    private final List<Reply> withResult = new ArrayList<>();
    private final List<Reply> withoutResult = new ArrayList<>();
    private final IdentityHashMap<FutureResult<?>, Reply> byFuture = new IdentityHashMap<>();
    private @Nullable List<FutureResult<?>> driverQueue;
    private boolean touched;
    private boolean untouched;
    private boolean futuresKnown = true;

    /**
     * Adds a command.
     *
     * @param future where the driver will find its result, or null if that is not known
     */
    void add(Reply reply, @Nullable FutureResult<?> future) {
        withResult.add(reply);
        if (reply == Reply.UNTOUCHED) {
            untouched = true;
            return;
        }
        touched = true;
        if (future == null) {
            futuresKnown = false;
        } else {
            byFuture.put(future, reply);
        }
    }

    void addWithoutResult(Reply reply) {
        withoutResult.add(reply);
        touched |= reply != Reply.UNTOUCHED;
    }

    /** Whether the driver's queue will be of use. */
    boolean isTouched() {
        return touched;
    }

    /** All that the driver has queued, before it reads the results; null if that is not known. */
    void endsWith(@Nullable List<FutureResult<?>> queue) {
        driverQueue = futuresKnown ? queue : null;
    }

    @Override
    public @Nullable Object received(@Nullable Object raw, List<ReceivedMessage> receipts) {
        if (!touched) {
            return raw;
        }
        if (!(raw instanceof List<?> results) || (results.isEmpty() && expectsResults())) {
            calledOff();
            return raw;
        }
        withoutResult.forEach(reply -> reply.received(null, receipts));
        List<Reply> replies = replies(results.size());
        return replies == null ? unmatched(results) : inOrder(replies, results, receipts);
    }

    private boolean expectsResults() {
        return driverQueue == null
                ? !withResult.isEmpty()
                : driverQueue.stream().anyMatch(future -> !future.isStatus());
    }

    /** The reply to each result, or null if whose result is whose cannot be told. */
    private @Nullable List<Reply> replies(int results) {
        List<Reply> replies = withResult;
        if (driverQueue != null) {
            replies = replies(driverQueue, future -> !future.isStatus());
            if (replies.size() != results) {
                // in a pipeline of Jedis also a failure takes a place
                replies = replies(driverQueue, future -> !future.isStatus() || hasFailed(future));
            }
        }
        return replies.size() == results ? replies : null;
    }

    private List<Reply> replies(List<FutureResult<?>> queue, Predicate<FutureResult<?>> hasResult) {
        return queue.stream()
                .filter(hasResult)
                .map(future -> byFuture.getOrDefault(future, Reply.UNTOUCHED))
                .toList();
    }

    private static boolean hasFailed(FutureResult<?> future) {
        try {
            future.get();
            return false;
        } catch (RuntimeException failure) {
            return true;
        }
    }

    private static List<@Nullable Object> inOrder(
            List<Reply> replies, List<?> results, List<ReceivedMessage> receipts) {
        List<@Nullable Object> mapped = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            Object result = results.get(i);
            if (result instanceof Throwable failure) {
                replies.get(i).failed(failure);
                mapped.add(result);
            } else {
                mapped.add(replies.get(i).received(result, receipts));
            }
        }
        return mapped;
    }

    /** Unwraps only if no key but ours was read: what others store is theirs, whatever it looks like. */
    private List<?> unmatched(List<?> results) {
        List<ReceivedMessage> nobodys = new ArrayList<>();
        withResult.stream().filter(Reply::isSending).forEach(reply -> reply.received(null, nobodys));
        if (untouched) {
            log.warn(
                    "{} results of a Redis pipeline or transaction came for {} commands, of which some are none of"
                            + " flowmon's: they are left as they are, and may hold envelopes.",
                    results.size(),
                    withResult.size());
            return results;
        }
        return unwrapped(results);
    }

    private static List<@Nullable Object> unwrapped(List<?> results) {
        List<@Nullable Object> mapped = new ArrayList<>(results.size());
        for (Object result : results) {
            if (result instanceof byte[] stored) {
                mapped.add(EnvelopeCodec.unwrap(stored));
            } else if (result instanceof ByteRecord record) {
                mapped.add(RecordIds.without(record));
            } else {
                mapped.add(result instanceof List<?> nested ? unwrapped(nested) : result);
            }
        }
        return mapped;
    }

    @Override
    public void failed(Throwable error) {
        withResult.forEach(reply -> reply.failed(error));
        withoutResult.forEach(reply -> reply.failed(error));
    }

    @Override
    public void calledOff() {
        withResult.forEach(Reply::calledOff);
        withoutResult.forEach(Reply::calledOff);
    }
}
