/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.FutureResult;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisPipelineException;

/**
 * Matches the answers of one connection to its commands, also where they come later: in a pipeline, in a transaction, or
 * in a transaction inside a pipeline. As a connection, for one thread at a time.
 */
final class Replies {

    private final RedisConnection target;
    private final Messages messages;
    private final DriverQueue driver;
    private QueuedReplies pipeline = new QueuedReplies();
    private QueuedReplies transaction = new QueuedReplies();

    Replies(RedisConnection target, Messages messages) {
        this.target = target;
        this.messages = messages;
        this.driver = new DriverQueue(target);
    }

    boolean areDeferred() {
        return target.isQueueing() || target.isPipelined();
    }

    /** Gives the command to Redis, and its answer, now or later, to {@code reply}. */
    <T> @Nullable T of(Supplier<T> command, Reply reply) {
        QueuedReplies queue = queue();
        if (queue == null) {
            return now(command, reply);
        }
        if (reply == Reply.UNTOUCHED) {
            @Nullable T nothingYet = guarded(command, reply);
            queue.add(reply, null);
            return nothingYet;
        }
        return queued(command, reply, queue, queue == transaction);
    }

    private <T> @Nullable T queued(Supplier<T> command, Reply reply, QueuedReplies queue, boolean inTransaction) {
        FutureResult<?> before = driver.last(inTransaction);
        @Nullable T nothingYet = guarded(command, reply);
        FutureResult<?> last = driver.last(inTransaction);
        queue.add(reply, last == before ? null : last);
        return nothingYet;
    }

    /** As {@link #of}, for a command that answers no more than that it is done. */
    void ofStatus(Runnable command, Reply reply) {
        QueuedReplies queue = queue();
        Supplier<@Nullable Object> supplier = () -> {
            command.run();
            return null;
        };
        if (queue == null) {
            now(supplier, reply);
        } else {
            guarded(supplier, reply);
            queue.addWithoutResult(reply);
        }
    }

    /** Another command was queued, which has its place among the results. */
    void skipOne() {
        QueuedReplies queue = queue();
        if (queue != null) {
            queue.add(Reply.UNTOUCHED, null);
        }
    }

    @Nullable
    Object exec() {
        QueuedReplies queued = transaction;
        transaction = new QueuedReplies();
        if (queued.isTouched()) {
            queued.endsWith(driver.all(true));
        }
        return target.isPipelined() ? queued(target::exec, queued, pipeline, false) : now(target::exec, queued);
    }

    void discard() {
        QueuedReplies queued = transaction;
        transaction = new QueuedReplies();
        try {
            target.discard();
        } finally {
            queued.calledOff();
        }
    }

    @Nullable
    Object closePipeline() {
        QueuedReplies queued = pipeline;
        pipeline = new QueuedReplies();
        if (queued.isTouched()) {
            queued.endsWith(driver.all(false));
        }
        List<?> results;
        try {
            results = target.closePipeline();
        } catch (RedisPipelineException failure) {
            throw inPart(queued, failure);
        } catch (RuntimeException | Error failure) {
            queued.failed(failure);
            throw failure;
        }
        return settle(queued, results);
    }

    /** Some commands of a pipeline failed: the results of the others are in the exception. */
    private RedisPipelineException inPart(QueuedReplies queued, RedisPipelineException failure) {
        List<?> results = failure.getPipelineResult();
        if (results == null || results.isEmpty() || !(failure.getCause() instanceof Exception cause)) {
            queued.failed(failure);
            return failure;
        }
        return settle(queued, results) instanceof List<?> mapped
                ? new RedisPipelineException(cause, new ArrayList<>(mapped))
                : failure;
    }

    /** The connection is closed: what is still queued will never be executed. */
    void close() {
        pipeline.calledOff();
        transaction.calledOff();
        pipeline = new QueuedReplies();
        transaction = new QueuedReplies();
    }

    private @Nullable QueuedReplies queue() {
        if (target.isQueueing()) {
            return transaction;
        }
        return target.isPipelined() ? pipeline : null;
    }

    @SuppressWarnings("unchecked") // a reply answers in the type of its command
    private <T> @Nullable T now(Supplier<T> command, Reply reply) {
        @Nullable T raw = guarded(command, reply);
        return reply == Reply.UNTOUCHED ? raw : (T) settle(reply, raw);
    }

    private static <T> @Nullable T guarded(Supplier<T> command, Reply reply) {
        try {
            return command.get();
        } catch (RuntimeException | Error failure) {
            reply.failed(failure);
            throw failure;
        }
    }

    private @Nullable Object settle(Reply reply, @Nullable Object raw) {
        List<ReceivedMessage> receipts = new ArrayList<>(1);
        Object result = reply.received(raw, receipts);
        messages.taken(receipts);
        return result;
    }
}
