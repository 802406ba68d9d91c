/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.ErrorInfo;
import io.flowmon.core.event.Event;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.vault.PayloadSealer;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * Turns events into the JSON objects that leave the process, masked.
 *
 * <p>Used by one thread, the sender's: buffers are reused. {@link #masked()} may be read by any thread. A part of an
 * event that fails to render is replaced by a mask, and the object stays well-formed; only what the generator itself
 * throws when its target fails gets through. The generator must write JSON text, as UTF-8 at best.
 */
public final class EventEncoder {

    private final SerializableString moduleType;
    private final SerializableString moduleId;
    private final Rfc3339 timestamps = new Rfc3339();
    private final Seconds seconds = new Seconds();
    private final IdText ids = new IdText();
    private final Masker masker;
    private final PartWriter parts;
    private final ContentEncoder content;
    private final @Nullable PayloadSealer sealer;
    private final @Nullable SealEncoder seal;
    private long countedTwice;
    private volatile long masked;

    public EventEncoder(ModuleIdentity module, Masker masker) {
        this(module, masker, null);
    }

    /** @param sealer seals the originals of payloads that are masked; null for none to leave */
    public EventEncoder(ModuleIdentity module, Masker masker, @Nullable PayloadSealer sealer) {
        this.moduleType = new SerializedString(module.moduleType());
        this.moduleId = new SerializedString(module.moduleId());
        this.masker = masker;
        this.parts = new PartWriter(masker);
        this.content = new ContentEncoder(masker, parts);
        this.sealer = sealer;
        this.seal = sealer == null ? null : new SealEncoder(sealer, masker);
    }

    /** Writes {@code event} as one JSON object. The event gets its id here: encode an event once. */
    public void encode(Event event, JsonGenerator out) {
        out.writeStartObject();
        writeIdentity(event, out);
        Completion completion = event.completion();
        if (completion != null) {
            writeCompletion(completion, out);
        }
        boolean told = content.write(event, out);
        writeDelivery(event, out);
        if (seal != null && !told) {
            long before = masker.masked();
            seal.write(event, out);
            countedTwice += masker.masked() - before;
        }
        out.writeEndObject();
        masked = masker.masked() - countedTwice;
    }

    /** How many values were masked so far. Any thread. */
    public long masked() {
        return masked;
    }

    /** What seals the originals of payloads that are masked; null if none leaves. Any thread. */
    public @Nullable PayloadSealer sealer() {
        return sealer;
    }

    private void writeIdentity(Event event, JsonGenerator out) {
        ids.write(Uuids.create(), out.writeName(FieldNames.EVENT_ID));
        out.writeName(FieldNames.CORRELATION_ID).writeString(event.correlationId());
        timestamps.write(event.timestamp(), out.writeName(FieldNames.TIMESTAMP));
        out.writeName(FieldNames.MODULE_TYPE).writeString(moduleType);
        out.writeName(FieldNames.MODULE_ID).writeString(moduleId);
        parts.writeLabel(FieldNames.ENDPOINT, event.endpoint(), out);
        parts.writeLabel(FieldNames.MESSAGE_TYPE, event.messageType(), out);
        out.writeName(FieldNames.ROLE).writeString(event.role().wireName());
        writeId(FieldNames.ACTION_ID, event.actionId(), out);
        writeId(FieldNames.MESSAGE_ID, event.messageId(), out);
        writeId(FieldNames.PARENT_MESSAGE_ID, event.parentMessageId(), out);
    }

    private void writeCompletion(Completion completion, JsonGenerator out) {
        timestamps.write(completion.begin(), out.writeName(FieldNames.BEGIN_TIMESTAMP));
        timestamps.write(completion.end(), out.writeName(FieldNames.END_TIMESTAMP));
        seconds.write(completion.elapsedNanos(), out.writeName(FieldNames.ELAPSED_TIME));
        out.writeName(FieldNames.OUTCOME).writeString(completion.outcome().wireName());
        ErrorInfo error = completion.error();
        if (error != null) {
            out.writeName("error").writeStartObject();
            parts.writeText("type", out, () -> masker.label(error.type()));
            String message = error.message();
            if (message != null) {
                parts.writeText("message", out, () -> masker.text("error_message", message));
            }
            out.writeEndObject();
        }
    }

    private void writeDelivery(Event event, JsonGenerator out) {
        String peer = event.peer();
        if (peer != null) {
            parts.writeLabel(FieldNames.PEER, peer, out);
        }
        String group = event.consumerGroup();
        if (group != null) {
            parts.writeLabel(FieldNames.CONSUMER_GROUP, group, out);
        }
        if (event.redelivered()) {
            out.writeName("redelivered").writeBoolean(true);
        }
        if (event.sampleRate() < 1) {
            out.writeName("sample_rate")
                    .writeNumber(BigDecimal.valueOf(event.sampleRate()).toPlainString());
        }
        if (event.traceId() != null) {
            out.writeStringProperty("trace_id", event.traceId());
        }
        if (event.spanId() != null) {
            out.writeStringProperty("span_id", event.spanId());
        }
    }

    private void writeId(SerializableString name, @Nullable UUID id, JsonGenerator out) {
        if (id != null) {
            ids.write(id, out.writeName(name));
        }
    }
}
