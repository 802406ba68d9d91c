/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Role;
import io.flowmon.core.publish.EventPublisher;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages in envelopes, and reports who sent and received what. Any thread. */
final class RecordedMessages implements Messages {

    private static final Logger log = LoggerFactory.getLogger(RecordedMessages.class);
    private static final byte[] NONE = {};

    private final CurrentFlow flow;
    private final EventPublisher publisher;
    private final MessagesInHand inHand;
    private final RecentIds putBack = new RecentIds();
    private final VolumeRules volume;
    private final int maxBodySize;

    RecordedMessages(
            CurrentFlow flow, EventPublisher publisher, MessagesInHand inHand, VolumeRules volume, int maxBodySize) {
        this.volume = volume;
        this.flow = flow;
        this.publisher = publisher;
        this.inHand = inHand;
        this.maxBodySize = maxBodySize;
    }

    @Override
    public OutgoingMessage outgoing(Destination destination, byte[] payload) {
        try {
            FlowContext context = flow.getOrNew();
            UUID id = destination.plain() ? null : Uuids.create();
            Recording recording = recordingOf(context, destination);
            Action action = Action.begin(context, Role.SENDER, id, context.messageId(), recording);
            byte[] stored = id == null
                    ? payload
                    : EnvelopeCodec.encode(new Envelope(
                            context.correlationId(),
                            id,
                            context.messageId(),
                            action.beginning(),
                            context.sampleRate(),
                            payload));
            return context.sampled()
                    ? new RecordedOutgoingMessage(action, destination, stored, body(payload, recording), publisher)
                    : OutgoingMessage.unreported(stored);
        } catch (RuntimeException unexpected) {
            log.debug("A message to {} is sent without an envelope", destination.name(), unexpected);
            return OutgoingMessage.unreported(payload);
        }
    }

    @Override
    public Incoming incoming(Destination destination, byte[] stored) {
        Envelope envelope = EnvelopeCodec.decode(stored);
        byte[] content = envelope == null ? stored : envelope.content();
        ReceivedMessage message =
                envelope == null ? plain(destination, stored) : enveloped(destination, stored, envelope);
        return new Incoming(content, isInHand(destination, message) ? List.of() : List.of(message));
    }

    /** Taking from a processing list what one is working on is an acknowledgement, not a receipt. */
    private boolean isInHand(Destination destination, ReceivedMessage message) {
        UUID id = message.action().messageId();
        return destination.isProcessing()
                && inHand.current().stream()
                        .anyMatch(held -> held.action().messageId() == null
                                ? Arrays.equals(held.stored(), message.stored())
                                : held.action().messageId().equals(id));
    }

    private ReceivedMessage plain(Destination destination, byte[] stored) {
        FlowContext context = volume.newFlowFrom(destination.name());
        UUID id = Uuids.create();
        Recording recording = recordingOf(context, destination);
        Action action = Action.begin(context, Role.RECEIVER, id, null, recording);
        return new ReceivedMessage(
                action,
                context.handling(id),
                destination.endpoint(),
                body(stored, recording),
                null,
                destination.isProcessing(),
                stored,
                stored);
    }

    private ReceivedMessage enveloped(Destination destination, byte[] stored, Envelope envelope) {
        FlowContext context = new FlowContext(envelope.correlationId(), envelope.messageId(), envelope.sampleRate())
                .replay(envelope.replay());
        Recording recording = recordingOf(context, destination);
        Action action =
                Action.begin(context, Role.RECEIVER, envelope.messageId(), envelope.parentMessageId(), recording);
        boolean again = destination.isProcessing() || putBack.remove(envelope.messageId());
        byte[] content = envelope.content();
        return new ReceivedMessage(
                action, context, destination.endpoint(), body(content, recording), null, again, stored, content);
    }

    @Override
    public void beforeTaking() {
        inHand.letGo();
    }

    @Override
    public void taken(List<ReceivedMessage> messages) {
        inHand.take(messages);
    }

    @Override
    public <T> List<T> takenInTurn(List<ReceivedMessage> messages, List<T> contents) {
        return messages.isEmpty() ? contents : new ContentsInTurn<>(contents, inHand.takeInTurn(messages));
    }

    @Override
    public void whileHandling(List<ReceivedMessage> messages, Runnable listener) {
        inHand.whileHandling(messages, listener);
    }

    @Override
    public byte[] storedOfCurrent(byte[] content) {
        return inHand.current().stream()
                .filter(message -> Arrays.equals(message.content(), content))
                .map(ReceivedMessage::stored)
                .findFirst()
                .orElse(NONE);
    }

    @Override
    public void putBack(byte[] stored) {
        Envelope envelope = EnvelopeCodec.decode(stored);
        if (envelope != null) {
            putBack.add(envelope.messageId());
        }
    }

    private Recording recordingOf(FlowContext context, Destination destination) {
        return context.sampled() ? volume.ofMessage(destination.name()) : Recording.NOTHING;
    }

    private CapturedBody body(byte[] payload, Recording recording) {
        int cap = recording.cap(maxBodySize);
        if (cap == 0) {
            return new CapturedBody(NONE, payload.length, false, null, null);
        }
        byte[] kept = payload.length <= cap ? payload : Arrays.copyOf(payload, cap);
        return new CapturedBody(kept, payload.length, false, null, null);
    }
}
