/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.bus.BusSending;
import io.flowmon.core.event.Outcome;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Called by the producer's thread when it is known what became of a record.
 *
 * @param sending what to report
 * @param application the application's own callback
 */
record ReportingCallback(BusSending sending, @Nullable Callback application) implements Callback {

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            sending.done();
        } else {
            failed(sending, failure);
        }
        if (application != null) {
            application.onCompletion(metadata, failure);
        }
    }

    /** Kafka's timeout is not Java's. */
    static void failed(BusSending sending, Throwable failure) {
        if (failure instanceof TimeoutException) {
            sending.failed(Outcome.TIMEOUT, failure);
        } else {
            sending.failed(failure);
        }
    }
}
