/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.PayloadView;
import io.flowmon.core.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrived. The time until its handling begins is time that it waited in this service.
 *
 * <p>Any thread may handle it, later and another than the one that received it.
 */
public final class Receipt {

    private final FlowMessaging messaging;
    private final FlowMessage<?> message;
    private final String destination;
    private final @Nullable String consumerGroup;
    private final boolean redelivered;
    private final Action action;

    Receipt(
            FlowMessaging messaging,
            FlowMessage<?> message,
            String destination,
            @Nullable String consumerGroup,
            boolean redelivered) {
        this.messaging = messaging;
        this.message = message;
        this.destination = destination;
        this.consumerGroup = consumerGroup;
        this.redelivered = redelivered;
        this.action = Action.begin(
                message.flow(),
                Role.RECEIVER,
                message.id(),
                message.parentId().orElse(null),
                messaging.recorder().recordingOf(destination));
        report(action.beginEvent(MessageTypes.RECEIVED_MESSAGE, destination)
                .payload(messaging.recorder().body(message.payload(), PayloadView.SHOWN)));
    }

    /**
     * Handles the message: what is packed meanwhile on this thread has it as its parent. How long it took and what came of it
     * is reported; whatever the work throws is recorded and thrown on unchanged.
     */
    @SuppressWarnings("try") // the scope is there to be closed
    public <R extends @Nullable Object, E extends Throwable> R handle(Work<R, E> work) throws E {
        Action processing = action.beginAgain();
        if (processing.reportsBegin()) {
            report(processing.beginEvent(MessageTypes.START_PROCESSING, destination));
        }
        R result;
        try (CurrentFlow.Scope scope = messaging.flow().open(message.handled())) {
            result = work.run();
        } catch (Throwable failure) {
            end(processing, failure);
            throw failure;
        }
        end(processing, null);
        return result;
    }

    /** As {@link #handle(Work)}, for work without a result. */
    public <E extends Throwable> void handle(Task<E> task) throws E {
        this.<Boolean, E>handle(() -> {
            task.run();
            return true;
        });
    }

    private void end(Action processing, @Nullable Throwable failure) {
        report(processing.endEvent(MessageTypes.END_PROCESSING, destination, Outcome.ofFailure(failure), failure));
    }

    private void report(EventBuilder event) {
        messaging.recorder().report(message.flow(), () -> event.consumerGroup(consumerGroup)
                .redelivered(redelivered));
    }

    /** Work with a result. */
    @FunctionalInterface
    public interface Work<R extends @Nullable Object, E extends Throwable> {
        R run() throws E;
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Task<E extends Throwable> {
        void run() throws E;
    }
}
