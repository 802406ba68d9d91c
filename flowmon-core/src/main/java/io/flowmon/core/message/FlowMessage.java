/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.event.PayloadView;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message with an identity, for any bus: what one service packs and sends, another unpacks and handles, and flowmon knows
 * which service had it when.
 *
 * <p>The static methods use the {@link FlowMessaging} that the process started as its default. Immutable: any thread. What
 * is reported is handed to a bounded queue; nothing here waits for the server, or fails because of it.
 *
 * @param <T> the content's type
 */
public final class FlowMessage<T extends @Nullable Object> {

    private final FlowMessaging messaging;
    private final FlowContext flow;
    private final Envelope envelope;
    private final T content;

    FlowMessage(FlowMessaging messaging, FlowContext flow, Envelope envelope, T content) {
        this.messaging = messaging;
        this.flow = flow;
        this.envelope = envelope;
        this.content = content;
    }

    /**
     * As {@link FlowMessaging#pack}, by the process's default.
     *
     * @throws IllegalStateException if the process started none
     */
    public static <T extends @Nullable Object> FlowMessage<T> pack(T content) {
        return FlowMessaging.ofProcess().pack(content);
    }

    /**
     * As {@link FlowMessaging#unpack(String)}, by the process's default.
     *
     * @throws IllegalStateException if the process started none
     */
    public static FlowMessage<JsonNode> unpack(String json) {
        return FlowMessaging.ofProcess().unpack(json);
    }

    /**
     * As {@link FlowMessaging#unpack(String, Class)}, by the process's default.
     *
     * @throws IllegalStateException if the process started none
     */
    public static <T> FlowMessage<T> unpack(String json, Class<T> type) {
        return FlowMessaging.ofProcess().unpack(json, type);
    }

    /** The message's own id: the same at its sender and at all of its receivers. */
    public UUID id() {
        return envelope.messageId();
    }

    /** The message that was being handled when this one was packed; empty for a root. */
    public Optional<UUID> parentId() {
        return Optional.ofNullable(envelope.parentMessageId());
    }

    /** The flow: the same for a message, its children, and theirs. */
    public String correlationId() {
        return envelope.correlationId();
    }

    public T content() {
        return content;
    }

    /**
     * Whether the message was sent again after a failure: {@link #parentId} is then the message whose content it repeats. For
     * consumers that must not do a thing twice.
     */
    public boolean replay() {
        return envelope.replay();
    }

    /** A message of the same flow whose parent is this one. */
    public <C extends @Nullable Object> FlowMessage<C> child(C content) {
        return messaging.pack(content, flow.handling(id()));
    }

    /** The message as it is put into a bus. */
    public String toJson() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    /** {@link #toJson} in UTF-8. */
    public byte[] toBytes() {
        return EnvelopeCodec.encodeJson(envelope);
    }

    /** Reports that something happened to this message, such as {@code checked}, with its payload. */
    public void log(String what) {
        log(what, PayloadView.SHOWN);
    }

    /**
     * Reports that something happened to this message.
     *
     * @param what the event's {@code message_type}; its endpoint is {@code LOG <what>}
     */
    public void log(String what, PayloadView view) {
        messaging.recorder().log(this, what, view);
    }

    /**
     * Sends the message, and reports the sending with its outcome and how long it took. A message is sent once: for each
     * receiver of its own, {@linkplain #child pack} its own.
     *
     * @param destination what kind of place, a space, and its name: {@code QUEUE orders}, {@code TOPIC news}
     * @param transmission puts the text into the bus; whatever it throws is recorded and thrown on unchanged
     */
    public <E extends Throwable> void send(String destination, Transmission<E> transmission) throws E {
        Sending sending = sending(destination);
        try {
            transmission.send(toJson());
        } catch (Throwable failure) {
            sending.failed(failure);
            throw failure;
        }
        sending.done();
    }

    /** Begins a sending whose outcome is known later, as with a bus that confirms by a callback. */
    public Sending sending(String destination) {
        return new Sending(messaging.recorder(), this, destination);
    }

    /** Reports that this message arrived, now, from a destination that gives each message to one receiver. */
    public Receipt received(String destination) {
        return received(destination, null, false);
    }

    /**
     * Reports that this message arrived, now.
     *
     * @param destination as its sender names it
     * @param consumerGroup who shares the destination's messages, where it gives each to several groups
     * @param redelivered whether the bus said that it was given to somebody before
     */
    public Receipt received(String destination, @Nullable String consumerGroup, boolean redelivered) {
        return new Receipt(messaging, this, destination, consumerGroup, redelivered);
    }

    FlowContext flow() {
        return flow;
    }

    /** The flow while this message is being handled. */
    FlowContext handled() {
        return flow.handling(id()).replay(replay());
    }

    byte[] payload() {
        return envelope.content();
    }

    /** The id, and nothing of the content. */
    @Override
    public String toString() {
        return "FlowMessage " + id();
    }

    /** How a text gets into a bus. */
    @FunctionalInterface
    public interface Transmission<E extends Throwable> {
        void send(String json) throws E;
    }
}
