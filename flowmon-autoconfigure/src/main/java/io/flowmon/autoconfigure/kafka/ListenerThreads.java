/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.autoconfigure.async.WorkInHand;
import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * What the containers' threads work on, from the beginning of a listener's call to its end. Afterwards the thread stays in
 * the flow until it leaves it: what an error handler sends is a child of the message that failed. Never throws.
 */
final class ListenerThreads {

    private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

    private final Supplier<KafkaMessages> messages;

    /** @param messages asked when the first record comes */
    ListenerThreads(Supplier<KafkaMessages> messages) {
        this.messages = messages;
    }

    /** The calling thread is about to call a listener with these records. */
    void begin(Iterable<? extends ConsumerRecord<?, ?>> records) {
        try {
            leave();
            KafkaMessages known = messages.get();
            List<ReceivedMessage> received = new ArrayList<>();
            for (ConsumerRecord<?, ?> record : records) {
                ReceivedMessage message = known.received(record);
                if (message != null) {
                    received.add(message);
                }
            }
            if (!received.isEmpty()) {
                CURRENT.set(new Call(known, received));
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("report the handling of a record", t);
        }
    }

    /** The listener has returned. */
    void succeeded() {
        end(null);
    }

    /** The listener has thrown {@code failure}, or the records were such that it could not be called. */
    void failed(Iterable<? extends ConsumerRecord<?, ?>> records, Throwable failure) {
        try {
            if (CURRENT.get() == null) {
                begin(records);
            }
            records.forEach(messages.get()::failed);
            boolean wrapped = failure instanceof ListenerExecutionFailedException && failure.getCause() != null;
            end(wrapped ? failure.getCause() : failure);
        } catch (Throwable t) {
            CaptureFailures.swallow("report the failure of a record", t);
        }
    }

    private void end(@Nullable Throwable failure) {
        try {
            Call call = CURRENT.get();
            if (call != null) {
                call.end(failure);
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("report the end of a record", t);
        }
    }

    /** The calling thread goes on to something else. Of a listener that threw an error the container says nothing. */
    void leave() {
        try {
            Call call = CURRENT.get();
            if (call != null) {
                CURRENT.remove();
                call.end(new CancellationException("The listener did not come to its end."));
                call.leave();
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("leave the flow of a record", t);
        }
    }

    private static final class Call {

        private final CurrentFlow flow;
        private final @Nullable FlowContext before;
        private final @Nullable FlowContext during;
        private @Nullable WorkInHand work;

        Call(KafkaMessages messages, List<ReceivedMessage> received) {
            this.flow = messages.flow();
            this.before = flow.get();
            this.work = messages.inHand().begin(received);
            this.during = flow.get();
        }

        void end(@Nullable Throwable failure) {
            @Nullable WorkInHand ending = work;
            if (ending != null) {
                work = null;
                ending.end(failure);
                flow.set(during);
            }
        }

        void leave() {
            flow.set(before);
        }
    }
}
