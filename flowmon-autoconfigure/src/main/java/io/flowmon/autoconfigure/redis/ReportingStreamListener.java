/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.MessagesInHand;
import org.springframework.data.redis.connection.stream.Record;
import org.springframework.data.redis.stream.StreamListener;

/**
 * A listener such that the entry it is called with ends with the call.
 *
 * @param listener the application's
 * @param messages who works on what
 */
record ReportingStreamListener<S, V extends Record<S, ?>>(StreamListener<S, V> listener, MessagesInHand messages)
        implements StreamListener<S, V> {

    @Override
    public void onMessage(V message) {
        messages.inTurn(() -> listener.onMessage(message));
    }
}
