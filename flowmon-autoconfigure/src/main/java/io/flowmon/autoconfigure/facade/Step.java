/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Role;
import io.flowmon.core.publish.EventPublisher;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a step, as an action with two events. */
final class Step {

    private final String name;
    private final FlowContext flow;
    private final EventPublisher publisher;
    private final Action action;

    Step(String name, FlowContext flow, EventPublisher publisher, Recording recording) {
        this.name = name;
        this.flow = flow;
        this.publisher = publisher;
        this.action = Action.begin(flow, Role.INTERNAL, flow.messageId(), null, recording);
    }

    void begin() {
        if (action.reportsBegin()) {
            publish(() -> action.beginEvent("Begin " + name, endpoint()));
        }
    }

    void end(@Nullable Throwable escaped) {
        publish(() -> action.endEvent("End " + name, endpoint(), Outcome.ofFailure(escaped), escaped));
    }

    private String endpoint() {
        return "STEP " + name;
    }

    private void publish(Supplier<EventBuilder> event) {
        if (flow.sampled()) {
            try {
                publisher.publish(event.get().build());
            } catch (Throwable t) {
                CaptureFailures.swallow("report a step", t);
            }
        }
    }
}
