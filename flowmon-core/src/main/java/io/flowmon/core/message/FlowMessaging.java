/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.event.Recording;
import io.flowmon.core.publish.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packs and unpacks the messages of one service, and knows where their events go. Any thread.
 *
 * <p>A program without Spring makes one at its start by {@link #builder}, and closes it at its end. In a Spring application
 * it is a bean.
 */
public final class FlowMessaging implements AutoCloseable {

    private static final AtomicReference<@Nullable FlowMessaging> PROCESS = new AtomicReference<>();

    private final CurrentFlow flow;
    private final Contents contents;
    private final MessageReader reader;
    private final MessageRecorder recorder;
    private final Runnable closing;

    /**
     * On what is there already: the flow of the thread, and the way out of the process, which stay their owner's to close.
     *
     * @param mapper writes and reads contents
     * @param recordings what is recorded of messages, by the name of their destination
     * @param maxBodySize most bytes of a payload that an event has; what is longer is masked whole
     */
    public FlowMessaging(
            CurrentFlow flow,
            EventPublisher publisher,
            JsonMapper mapper,
            Function<String, Recording> recordings,
            int maxBodySize) {
        this(flow, new MessageRecorder(publisher, recordings, maxBodySize), mapper, () -> {});
    }

    FlowMessaging(CurrentFlow flow, MessageRecorder recorder, JsonMapper mapper, Runnable closing) {
        this.flow = flow;
        this.recorder = recorder;
        this.contents = new Contents(mapper);
        this.reader = new MessageReader(mapper);
        this.closing = closing;
    }

    /** Starts a service that is not a Spring application. */
    public static FlowMessagingBuilder builder() {
        return new FlowMessagingBuilder();
    }

    /** Makes this the one that {@link FlowMessage}'s static methods use, until it is closed. The last one counts. */
    public FlowMessaging asDefault() {
        PROCESS.set(this);
        return this;
    }

    static FlowMessaging ofProcess() {
        FlowMessaging messaging = PROCESS.get();
        if (messaging == null) {
            throw new IllegalStateException(
                    "flowmon does not know yet which service this is. At the start of the program: "
                            + "FlowMessaging.builder().module(\"alice\").server(\"127.0.0.1:8401\").start().asDefault()");
        }
        return messaging;
    }

    /**
     * A new message. Inside of {@link Receipt#handle} it belongs to the flow of the message that is being handled, which is
     * its parent; elsewhere it begins a flow.
     *
     * @param content anything that Jackson writes; written now, so that later changes do not show in the message
     * @throws MessageContentException if Jackson cannot write it
     */
    public <T extends @Nullable Object> FlowMessage<T> pack(T content) {
        return pack(content, flow.getOrNew());
    }

    <T extends @Nullable Object> FlowMessage<T> pack(T content, FlowContext context) {
        Envelope envelope = new Envelope(
                context.correlationId(),
                Uuids.create(),
                context.messageId(),
                Instant.now(),
                context.sampleRate(),
                contents.write(content));
        return new FlowMessage<>(this, context, envelope, content);
    }

    /**
     * Reads a message whose content may be anything. Nothing is reported before {@link FlowMessage#received}.
     *
     * @throws MessageFormatException if {@code json} is no message; says why
     */
    public FlowMessage<JsonNode> unpack(String json) {
        return unpack(json, JsonNode.class);
    }

    /**
     * Reads a message.
     *
     * @throws MessageFormatException if {@code json} is no message; says why
     * @throws MessageContentException if its content is not of that type
     */
    public <T> FlowMessage<T> unpack(String json, Class<T> type) {
        return unpack(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /** As {@link #unpack(String, Class)}, for content such as a list of orders. */
    public <T> FlowMessage<T> unpack(String json, TypeReference<T> type) {
        return unpack(json.getBytes(StandardCharsets.UTF_8), contents.mapper().constructType(type));
    }

    /** As {@link #unpack(String, Class)}, from UTF-8. */
    public <T> FlowMessage<T> unpack(byte[] json, Class<T> type) {
        return unpack(json, contents.mapper().constructType(type));
    }

    @SuppressWarnings("unchecked") // what Jackson reads is of the type that it was told
    private <T> FlowMessage<T> unpack(byte[] json, JavaType type) {
        Envelope envelope = reader.read(json);
        T content = (T) contents.read(envelope.content(), type);
        FlowContext context =
                new FlowContext(envelope.correlationId(), envelope.parentMessageId(), envelope.sampleRate());
        return new FlowMessage<>(this, context, envelope, content);
    }

    CurrentFlow flow() {
        return flow;
    }

    MessageRecorder recorder() {
        return recorder;
    }

    /** Sends what is still waiting, as long as the sender's settings say, and says goodbye to the server. */
    @Override
    public void close() {
        PROCESS.compareAndSet(this, null);
        closing.run();
    }
}
