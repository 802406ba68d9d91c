/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Traces;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.PayloadView;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.publish.EventPublisher;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reports what happens to messages. Any thread; never waits, never throws. */
final class MessageRecorder {

    private static final String JSON = "application/json";

    private final EventPublisher publisher;
    private final Function<String, Recording> recordings;
    private final int maxBodySize;

    /**
     * @param recordings what is recorded of messages, by the name of their destination
     * @param maxBodySize most bytes of a payload that an event has
     */
    MessageRecorder(EventPublisher publisher, Function<String, Recording> recordings, int maxBodySize) {
        this.publisher = publisher;
        this.recordings = recordings;
        this.maxBodySize = maxBodySize;
    }

    Recording recordingOf(String destination) {
        return recordings.apply(nameOf(destination));
    }

    /** A destination without what kind of place it is. */
    static String nameOf(String destination) {
        int space = destination.indexOf(' ');
        return space < 0 || space == destination.length() - 1 ? destination : destination.substring(space + 1);
    }

    /** Publishes what {@code event} makes, if the flow is recorded. */
    void report(FlowContext flow, Supplier<EventBuilder> event) {
        if (!flow.sampled()) {
            return;
        }
        try {
            publisher.publish(event.get().build());
        } catch (Throwable t) {
            CaptureFailures.swallow("report a message", t);
        }
    }

    /** Something that the application says of a message. */
    void log(FlowMessage<?> message, String what, PayloadView view) {
        FlowContext flow = message.flow();
        report(flow, () -> Event.builder(flow.correlationId(), Instant.now(), "LOG " + what, what, Role.INTERNAL)
                .messageId(message.id())
                .parentMessageId(message.parentId().orElse(null))
                .serviceParams(ServiceParams.ofBody(body(message.payload(), view)))
                .businessKeys(flow.businessKeys().asMap())
                .sampleRate(flow.sampleRate())
                .trace(Traces.current()));
    }

    CapturedBody body(byte[] payload, PayloadView view) {
        if (view == PayloadView.HIDDEN) {
            return CapturedBody.omitted(payload.length, false);
        }
        byte[] kept = payload.length <= maxBodySize ? payload : Arrays.copyOf(payload, maxBodySize);
        return new CapturedBody(kept, payload.length, false, JSON, null, view);
    }
}
