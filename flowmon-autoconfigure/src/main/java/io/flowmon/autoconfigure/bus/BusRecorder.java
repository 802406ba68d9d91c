/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.bus;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Role;
import io.flowmon.core.publish.EventPublisher;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/** Begins what is reported of messages through one bus. Any thread; never throws. */
public final class BusRecorder {

    private static final byte[] NONE = {};

    private final CurrentFlow flow;
    private final EventPublisher publisher;
    private final VolumeRules volume;
    private final String[] excluded;
    private final int maxBodySize;

    /**
     * @param excluded patterns of names of destinations that are left alone
     * @param maxBodySize most bytes of a payload that an event has
     */
    public BusRecorder(
            CurrentFlow flow,
            EventPublisher publisher,
            VolumeRules volume,
            Collection<String> excluded,
            int maxBodySize) {
        this.flow = flow;
        this.publisher = publisher;
        this.volume = volume;
        this.excluded = excluded.toArray(String[]::new);
        this.maxBodySize = maxBodySize;
    }

    /**
     * A message of the calling thread's that is about to be sent, with an id of its own; null where it is left alone.
     *
     * @param headers those that the message has already: where the thread works on nothing, ids among them say which
     *     message it was copied from
     */
    public @Nullable BusSending sending(Destination destination, UnaryOperator<@Nullable String> headers) {
        try {
            if (isExcluded(destination)) {
                return null;
            }
            FlowContext sender = sender(headers);
            Recording recording = recordingOf(sender, destination);
            return new BusSending(sender, destination, recording, recording.cap(maxBodySize), publisher);
        } catch (Throwable t) {
            CaptureFailures.swallow("give a message its ids", t);
            return null;
        }
    }

    private FlowContext sender(UnaryOperator<@Nullable String> headers) {
        FlowContext current = flow.get();
        if (current != null && current.messageId() != null) {
            return current;
        }
        MessageIds copied = MessageIds.read(headers);
        if (copied == null) {
            return current == null ? flow.newFlow() : current;
        }
        return current == null
                        || current.correlationId().equals(copied.context().correlationId())
                ? copied.context()
                : current;
    }

    /**
     * A message that was received; null where it is left alone.
     *
     * @param headers those that the message has; without ids among them it begins a flow
     * @param group the consumer group that it was received for, if there is such a thing
     * @param again whether it is known to have been received before
     */
    public @Nullable ReceivedMessage received(
            Destination source,
            UnaryOperator<@Nullable String> headers,
            Payload payload,
            @Nullable String group,
            boolean again) {
        try {
            if (isExcluded(source)) {
                return null;
            }
            MessageIds carried = MessageIds.read(headers);
            MessageIds ids = carried == null ? newIds(source) : carried;
            Recording recording = recordingOf(ids.context(), source);
            Action action =
                    Action.begin(ids.context(), Role.RECEIVER, ids.messageId(), ids.parentMessageId(), recording);
            return new ReceivedMessage(
                    action,
                    ids.context(),
                    source.endpoint(),
                    ids.context().sampled() ? payload.captured(recording.cap(maxBodySize)) : null,
                    group,
                    again,
                    NONE,
                    NONE);
        } catch (Throwable t) {
            CaptureFailures.swallow("report the receipt of a message", t);
            return null;
        }
    }

    private MessageIds newIds(Destination source) {
        var id = Uuids.create();
        return new MessageIds(volume.newFlowFrom(source.name()).handling(id), id, null);
    }

    private boolean isExcluded(Destination destination) {
        return PatternMatchUtils.simpleMatch(excluded, destination.name());
    }

    private Recording recordingOf(FlowContext context, Destination destination) {
        return context.sampled() ? volume.ofMessage(destination.name()) : Recording.NOTHING;
    }
}
