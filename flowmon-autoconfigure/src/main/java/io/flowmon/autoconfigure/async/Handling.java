/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.publish.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handling of what one pop took: usually one message, several where the pop asked for several. Sees to it that each
 * message is reported received, started and ended once, whoever works on it.
 *
 * <p>The thread that popped holds the handling, and so does each task that was given out meanwhile. It ends when nobody
 * holds it any more: at the moment the last task ended, or, when there was none, the moment the thread let go.
 */
final class Handling {

    private final EventPublisher publisher;
    private final List<ReceivedMessage> messages;
    private final @Nullable FlowContext context;
    private final Consumer<Handling> whenEnded;
    private final ReentrantLock lock = new ReentrantLock();
    private int holders = 1;
    private List<Action> processing = List.of();
    private List<Event> ends = List.of();
    private @Nullable Throwable error;

    Handling(EventPublisher publisher, List<ReceivedMessage> messages, Consumer<Handling> whenEnded) {
        this.publisher = publisher;
        this.messages = List.copyOf(messages);
        this.context = commonContext(this.messages);
        this.whenEnded = whenEnded;
        for (ReceivedMessage message : messages) {
            EventBuilder received = message.action().beginEvent(MessageTypes.RECEIVED_MESSAGE, message.endpoint());
            publish(message, message.completeWithBody(received));
        }
    }

    List<ReceivedMessage> messages() {
        return messages;
    }

    /** The flow of the work: of several messages, only what they have in common can be told. */
    @Nullable
    FlowContext context() {
        return context;
    }

    private static @Nullable FlowContext commonContext(List<ReceivedMessage> messages) {
        FlowContext first = messages.get(0).context();
        if (messages.size() == 1) {
            return first;
        }
        boolean oneFlow = messages.stream()
                .allMatch(message -> message.context().correlationId().equals(first.correlationId()));
        return oneFlow ? new FlowContext(first.correlationId(), null, first.sampleRate()) : null;
    }

    /** A task was given out. */
    void taskGiven() {
        locked(() -> {
            if (holders > 0) {
                holders++;
            }
        });
    }

    /** The work begins: a task runs, or it is the turn of this one among several. */
    void started() {
        locked(() -> {
            if (processing.isEmpty() && holders > 0) {
                start(true);
            }
        });
    }

    /** Working on the messages failed, whatever comes of the task in which it did. */
    void failed(Throwable failure) {
        locked(() -> {
            if (error == null) {
                error = failure;
                if (!ends.isEmpty()) {
                    stampEnds(failure);
                }
            }
        });
    }

    /** A task ended, or will never run. */
    void taskEnded(@Nullable Throwable failure) {
        locked(() -> {
            if (holders == 0) {
                return;
            }
            if (processing.isEmpty()) {
                start(true);
            }
            stampEnds(failure);
            release();
        });
    }

    /** The thread that popped goes on to something else. */
    void letGo(@Nullable Throwable failure) {
        locked(() -> {
            if (holders == 0) {
                return;
            }
            if (holders == 1 && ends.isEmpty()) {
                if (processing.isEmpty()) {
                    start(false);
                }
                stampEnds(failure);
            }
            release();
        });
    }

    /** The application stops: whatever has not ended is called off. */
    void abandon() {
        locked(() -> {
            if (holders == 0) {
                return;
            }
            if (processing.isEmpty()) {
                start(false);
            }
            if (holders > 1 || ends.isEmpty()) {
                stampEnds(new CancellationException("The application stopped."));
            }
            holders = 1;
            release();
        });
    }

    private void start(boolean now) {
        List<Action> started = new ArrayList<>(messages.size());
        for (ReceivedMessage message : messages) {
            Action action = now ? message.action().beginAgain() : message.action();
            started.add(action);
            if (action.reportsBegin()) {
                EventBuilder start = action.beginEvent(MessageTypes.START_PROCESSING, message.endpoint());
                publish(message, message.complete(start));
            }
        }
        processing = started;
    }

    private void stampEnds(@Nullable Throwable failure) {
        if (error == null) {
            error = failure;
        }
        List<Event> stamped = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            ReceivedMessage message = messages.get(i);
            EventBuilder end = processing
                    .get(i)
                    .endEvent(MessageTypes.END_PROCESSING, message.endpoint(), Outcome.ofFailure(error), error);
            stamped.add(message.completeWithBody(end));
        }
        ends = stamped;
    }

    private void release() {
        holders--;
        if (holders == 0) {
            for (int i = 0; i < ends.size(); i++) {
                publish(messages.get(i), ends.get(i));
            }
            ends = List.of();
            whenEnded.accept(this);
        }
    }

    private void publish(ReceivedMessage message, Event event) {
        if (message.context().sampled()) {
            try {
                publisher.publish(event);
            } catch (Throwable t) {
                CaptureFailures.swallow("report the handling of a message", t);
            }
        }
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
