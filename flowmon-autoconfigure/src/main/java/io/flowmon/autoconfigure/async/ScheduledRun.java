/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Role;
import io.flowmon.core.publish.EventPublisher;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a scheduled method: a flow, and an action with two events. On one thread, from begin to end. */
final class ScheduledRun {

    private final Thread thread = Thread.currentThread();
    private final String endpoint;
    private final FlowContext flow;
    private final EventPublisher publisher;
    private final WorkInHand work;
    private final Action action;

    ScheduledRun(
            String endpoint, FlowContext flow, EventPublisher publisher, MessagesInHand messages, Recording recording) {
        this.endpoint = endpoint;
        this.flow = flow;
        this.publisher = publisher;
        this.work = messages.begin(flow);
        this.action = Action.begin(flow, Role.INTERNAL, null, null, recording);
    }

    void begin() {
        if (action.reportsBegin()) {
            publish(() -> action.beginEvent(MessageTypes.BEGIN_SCHEDULED_TASK, endpoint));
        }
    }

    void end(@Nullable Throwable failure) {
        if (Thread.currentThread() == thread) {
            work.end(failure);
        }
        publish(() -> action.endEvent(MessageTypes.END_SCHEDULED_TASK, endpoint, Outcome.ofFailure(failure), failure));
    }

    private void publish(Supplier<EventBuilder> event) {
        if (flow.sampled()) {
            try {
                publisher.publish(event.get().build());
            } catch (Throwable t) {
                CaptureFailures.swallow("report a scheduled task", t);
            }
        }
    }
}
