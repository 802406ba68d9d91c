/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.RecordInterceptor;

/**
 * Follows a container from record to record, around the application's own interceptor.
 *
 * @param application the application's interceptor
 * @param threads what the containers' threads work on
 */
record ReportingRecordInterceptor<K, V>(@Nullable RecordInterceptor<K, V> application, ListenerThreads threads)
        implements RecordInterceptor<K, V> {

    @Override
    public @Nullable ConsumerRecord<K, V> intercept(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
        threads.begin(List.of(record));
        if (application == null) {
            return record;
        }
        try {
            return application.intercept(record, consumer);
        } catch (Throwable failure) {
            threads.failed(List.of(record), failure);
            throw failure;
        }
    }

    @Override
    public void success(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
        try {
            if (application != null) {
                application.success(record, consumer);
            }
        } finally {
            threads.succeeded();
        }
    }

    @Override
    public void failure(ConsumerRecord<K, V> record, Exception exception, Consumer<K, V> consumer) {
        try {
            if (application != null) {
                application.failure(record, exception, consumer);
            }
        } finally {
            threads.failed(List.of(record), exception);
        }
    }

    @Override
    public void afterRecord(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
        try {
            if (application != null) {
                application.afterRecord(record, consumer);
            }
        } finally {
            threads.leave();
        }
    }

    @Override
    public void setupThreadState(Consumer<?, ?> consumer) {
        if (application != null) {
            application.setupThreadState(consumer);
        }
    }

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
