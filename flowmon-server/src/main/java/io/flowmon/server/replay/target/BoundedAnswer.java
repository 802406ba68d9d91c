/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Knows an answer's status as soon as it is there, and lets its body go by, up to a bound. For one call. */
final class BoundedAnswer implements HttpResponse.BodyHandler<@Nullable Void> {

    private static final long MOST_BYTES = 1 << 20;

    private volatile int status;

    /** The status; 0 before it is known. */
    int status() {
        return status;
    }

    @Override
    public HttpResponse.BodySubscriber<@Nullable Void> apply(HttpResponse.ResponseInfo head) {
        status = head.statusCode();
        return new Discarding();
    }

    /** The reactive streams' rules see to it that one thread at a time is in here. */
    private static final class Discarding implements HttpResponse.BodySubscriber<@Nullable Void> {

        private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        private Flow.@Nullable Subscription source;
        private long bytes;

        @Override
        public CompletionStage<@Nullable Void> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            for (ByteBuffer one : part) {
                bytes += one.remaining();
            }
            if (bytes > MOST_BYTES && source != null) {
                source.cancel();
                end.complete(null);
            }
        }

        /** The answer was given, whatever became of the rest of its body. */
        @Override
        public void onError(Throwable broken) {
            end.complete(null);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
