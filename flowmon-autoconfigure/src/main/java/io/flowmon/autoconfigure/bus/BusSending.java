/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.bus;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.publish.EventPublisher;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into a bus: {@code Send message} is reported when it is known what became of it. The first outcome
 * counts. Any thread; never throws.
 */
public final class BusSending {

    private final FlowContext sender;
    private final UUID id = Uuids.create();
    private final Destination destination;
    private final Action action;
    private final int maxBodySize;
    private final EventPublisher publisher;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable CapturedBody body;
    private volatile @Nullable Result result;

    BusSending(
            FlowContext sender,
            Destination destination,
            Recording recording,
            int maxBodySize,
            EventPublisher publisher) {
        this.sender = sender;
        this.destination = destination;
        this.maxBodySize = maxBodySize;
        this.publisher = publisher;
        this.action = Action.begin(sender, Role.SENDER, id, sender.messageId(), recording);
    }

    /** Gives {@code header} the ids to send along. */
    public void ids(BiConsumer<String, String> header) {
        MessageIds.write(sender, id, header);
    }

    /** What is sent. */
    public void payload(Payload payload) {
        if (sender.sampled()) {
            try {
                body = payload.captured(maxBodySize);
            } catch (Throwable t) {
                CaptureFailures.swallow("capture the payload of a message", t);
            }
        }
    }

    /** A further fact about where it goes. */
    public void fact(String name, String value) {
        result = new Result(0, null, Map.of(name, value));
    }

    /** The bus has it. */
    public void done() {
        end(Outcome.OK, null);
    }

    /** The bus has it not, or nobody knows. */
    public void failed(Throwable failure) {
        failed(Outcome.ofFailure(failure), failure);
    }

    /** As {@link #failed(Throwable)}, where the failure's class does not tell the outcome. */
    public void failed(Outcome outcome, Throwable failure) {
        end(outcome, failure);
    }

    private void end(Outcome outcome, @Nullable Throwable failure) {
        if (!sender.sampled() || !ended.compareAndSet(false, true)) {
            return;
        }
        try {
            var event = action.endEvent(MessageTypes.SEND_MESSAGE, destination.endpoint(), outcome, failure)
                    .peer(destination.name())
                    .result(result);
            CapturedBody payload = body;
            publisher.publish((payload == null ? event : event.payload(payload)).build());
        } catch (Throwable t) {
            CaptureFailures.swallow("report a message that was sent", t);
        }
    }
}
