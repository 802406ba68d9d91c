/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.envelope.EnvelopeCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.stream.ByteRecord;

/**
 * The commands queued in a pipeline or a transaction, in order. Commands that answer no more than that they are done have
 * no place among the results: Spring Data leaves them out.
 */
final class QueuedReplies implements Reply {

    private final List<Reply> withResult = new ArrayList<>();
    private final List<Reply> withoutResult = new ArrayList<>();
    private boolean touched;

    void add(Reply reply) {
        withResult.add(reply);
        touched |= reply != Reply.UNTOUCHED;
    }

    void addWithoutResult(Reply reply) {
        withoutResult.add(reply);
        touched |= reply != Reply.UNTOUCHED;
    }

    @Override
    public @Nullable Object received(@Nullable Object raw, List<ReceivedMessage> receipts) {
        if (!touched) {
            return raw;
        }
        if (!(raw instanceof List<?> results)) {
            calledOff();
            return raw;
        }
        if (results.isEmpty() && !withResult.isEmpty()) {
            calledOff();
            return raw;
        }
        withoutResult.forEach(reply -> reply.received(null, receipts));
        return results.size() == withResult.size() ? inOrder(results, receipts) : unwrapped(results);
    }

    private List<@Nullable Object> inOrder(List<?> results, List<ReceivedMessage> receipts) {
        List<@Nullable Object> mapped = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            Object result = results.get(i);
            if (result instanceof Throwable failure) {
                withResult.get(i).failed(failure);
                mapped.add(result);
            } else {
                mapped.add(withResult.get(i).received(result, receipts));
            }
        }
        return mapped;
    }

    /** Some command had not the number of results that its kind has: whose result is whose cannot be told. */
    private List<@Nullable Object> unwrapped(List<?> results) {
        List<ReceivedMessage> nobodys = new ArrayList<>();
        withResult.stream().filter(Reply::isSending).forEach(reply -> reply.received(null, nobodys));
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
