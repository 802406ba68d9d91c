/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.TraceIds;
import io.flowmon.core.context.Traces;
import io.flowmon.core.context.Uuids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that begins and ends under one {@code action_id}, such as a call or the handling of a message: it knows when
 * it began and which message it is about, so that its events agree.
 *
 * <p>The events may be made on different threads. All of them carry the first span of the host's tracing that the action
 * was seen in: at its end that span is usually closed already.
 */
public final class Action {

    private final UUID id;
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private final FlowContext flow;
    private final Role role;
    private final @Nullable UUID messageId;
    private final @Nullable UUID parentMessageId;
    private final Recording recording;
    private volatile @Nullable TraceIds trace;

    private Action(
            UUID id,
            FlowContext flow,
            Role role,
            @Nullable UUID messageId,
            @Nullable UUID parentMessageId,
            Recording recording,
            @Nullable TraceIds trace) {
        this.trace = trace;
        this.id = id;
        this.flow = flow;
        this.role = role;
        this.messageId = messageId;
        this.parentMessageId = parentMessageId;
        this.recording = recording;
    }

    /** Begins an action of {@code flow} now, of which everything is recorded. */
    public static Action begin(FlowContext flow, Role role, @Nullable UUID messageId, @Nullable UUID parentMessageId) {
        return begin(flow, role, messageId, parentMessageId, Recording.ALL);
    }

    /** Begins an action of {@code flow} now. Its events carry the flow's business keys as they are when each is made. */
    public static Action begin(
            FlowContext flow,
            Role role,
            @Nullable UUID messageId,
            @Nullable UUID parentMessageId,
            Recording recording) {
        return new Action(Uuids.create(), flow, role, messageId, parentMessageId, recording, Traces.current());
    }

    /** The same action as if it began now: what lies before was waiting, and is not part of its elapsed time. */
    public Action beginAgain() {
        TraceIds now = Traces.current();
        return new Action(id, flow, role, messageId, parentMessageId, recording, now == null ? trace : now);
    }

    /** When the action began, by the wall clock. */
    public Instant beginning() {
        return begin;
    }

    public @Nullable UUID messageId() {
        return messageId;
    }

    /** Whether the beginning is to be reported, and not the end alone. */
    public boolean reportsBegin() {
        return recording.begin();
    }

    /** Starts the event that reports the beginning, stamped with the time of the beginning. */
    public EventBuilder beginEvent(String messageType, String endpoint) {
        return event(messageType, endpoint, begin);
    }

    /** Starts an event that happens now, between beginning and end. */
    public EventBuilder eventNow(String messageType, String endpoint) {
        return event(messageType, endpoint, Instant.now());
    }

    /** Starts the event that reports the end, now. */
    public EventBuilder endEvent(String messageType, String endpoint, Outcome outcome, @Nullable Throwable error) {
        Instant end = Instant.now();
        Completion completion = new Completion(
                begin, end, System.nanoTime() - beginNanos, outcome, error == null ? null : ErrorInfo.of(error));
        return event(messageType, endpoint, end).completion(completion);
    }

    /**
     * The calling thread is inside the action now: where no span was open at its beginning, the one that is open here is the
     * action's. For actions that begin outside of the host's tracing.
     */
    public void noteTrace() {
        seenIn();
    }

    private @Nullable TraceIds seenIn() {
        TraceIds seen = trace;
        if (seen == null) {
            seen = Traces.current();
            trace = seen;
        }
        return seen;
    }

    private EventBuilder event(String messageType, String endpoint, Instant timestamp) {
        TraceIds ids = seenIn();
        return Event.builder(flow.correlationId(), timestamp, endpoint, messageType, role)
                .actionId(id)
                .messageId(messageId)
                .parentMessageId(parentMessageId)
                .businessKeys(flow.businessKeys().asMap())
                .sampleRate(flow.sampleRate())
                .recording(recording)
                .trace(ids);
    }
}
