/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Follows a container from batch to batch, around the application's own interceptor.
 *
 * @param application the application's interceptor
 * @param threads what the containers' threads work on
 */
record ReportingBatchInterceptor<K, V>(@Nullable BatchInterceptor<K, V> application, ListenerThreads threads)
        implements BatchInterceptor<K, V> {

    /** A batch that the application's interceptor keeps for itself is over: the container says nothing more of it. */
    @Override
    public @Nullable ConsumerRecords<K, V> intercept(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
        threads.begin(records);
        if (application == null) {
            return records;
        }
        try {
            ConsumerRecords<K, V> left = application.intercept(records, consumer);
            if (left == null) {
                threads.succeeded();
                threads.leave();
            }
            return left;
        } catch (Throwable failure) {
            threads.failed(records, failure);
            throw failure;
        }
    }

    @Override
    public void success(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
        try {
            if (application != null) {
                application.success(records, consumer);
            }
        } finally {
            threads.succeeded();
        }
    }

    @Override
    public void failure(ConsumerRecords<K, V> records, Exception exception, Consumer<K, V> consumer) {
        try {
            if (application != null) {
                application.failure(records, exception, consumer);
            }
        } finally {
            threads.failed(records, exception);
        }
    }

    @Override
    public void setupThreadState(Consumer<?, ?> consumer) {
        if (application != null) {
            application.setupThreadState(consumer);
        }
    }

    /** Where the thread is before its next poll. */
    @Override
    public void clearThreadState(Consumer<?, ?> consumer) {
        try {
            if (application != null) {
                application.clearThreadState(consumer);
            }
        } finally {
            threads.leave();
        }
    }
}
