/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.PayloadView;
import io.flowmon.core.event.Role;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A message on its way into a bus. The first call that tells the outcome counts. Any thread; never throws. */
public final class Sending {

    private final MessageRecorder recorder;
    private final FlowMessage<?> message;
    private final String destination;
    private final Action action;
    private final AtomicBoolean ended = new AtomicBoolean();

    Sending(MessageRecorder recorder, FlowMessage<?> message, String destination) {
        this.recorder = recorder;
        this.message = message;
        this.destination = destination;
        this.action = Action.begin(
                message.flow(),
                Role.SENDER,
                message.id(),
                message.parentId().orElse(null),
                recorder.recordingOf(destination));
    }

    /** The bus has it. */
    public void done() {
        end(Outcome.OK, null);
    }

    /** The bus has it not, or nobody knows. */
    public void failed(Throwable failure) {
        end(Outcome.ofFailure(failure), failure);
    }

    private void end(Outcome outcome, @Nullable Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            FlowContext flow = message.flow();
            recorder.report(flow, () -> action.endEvent(MessageTypes.SEND_MESSAGE, destination, outcome, failure)
                    .peer(MessageRecorder.nameOf(destination))
                    .payloadInEnvelope(recorder.body(message.payload(), PayloadView.SHOWN)));
        }
    }
}
