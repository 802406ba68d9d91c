/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.envelope;

import io.flowmon.core.context.SampleRate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes and reads the envelope that {@code EVENTS.md} describes. The content comes back byte for byte, whatever it was.
 *
 * <p>Stateless: any thread. Nothing here throws because of what a payload holds: what is no envelope is a plain payload.
 */
public final class EnvelopeCodec {

    /** How deep JSON may be nested to be embedded as JSON; what is deeper travels as text. */
    static final int MAX_CONTENT_DEPTH = 500;

    /** More than any header needs. */
    private static final int HEADER_SIZE = 320;

    private static final int ENVELOPE_DEPTH = 2;

    private static final byte[] NEXT_IS_CONTENT = ",\"content\":".getBytes(StandardCharsets.UTF_8);

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_CONTENT_DEPTH + ENVELOPE_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private EnvelopeCodec() {}

    /**
     * The bytes to store for {@code envelope}, whose content is known to be one JSON document in UTF-8: cheaper than
     * {@link #encode}, which finds out.
     */
    public static byte[] encodeJson(Envelope envelope) {
        byte[] content = envelope.content();
        if (mayBeTooDeep(content)) {
            return encode(envelope);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER_SIZE + content.length);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName(Names.FLOWMON);
            writeHeader(json, envelope, content[0] == '"' ? Names.JSON : null);
            json.flush();
            bytes.writeBytes(NEXT_IS_CONTENT);
            bytes.writeBytes(content);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Brackets are counted wherever they stand: too many is rare, and then {@link #encode} looks closer. */
    private static boolean mayBeTooDeep(byte[] content) {
        int brackets = 0;
        for (byte b : content) {
            if (b == '{' || b == '[') {
                brackets++;
            }
        }
        return brackets > MAX_CONTENT_DEPTH;
    }

    /** The bytes to store for {@code envelope}. */
    public static byte[] encode(Envelope envelope) {
        Content content = Content.of(envelope.content());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER_SIZE + envelope.content().length);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName(Names.FLOWMON);
            writeHeader(json, envelope, content.encoding());
            json.writeName(Names.CONTENT);
            switch (content.form()) {
                case JSON, JSON_STRING -> json.writeRawValue(content.text());
                case TEXT -> json.writeString(content.text());
                case BINARY -> json.writeString(Base64.getEncoder().encodeToString(envelope.content()));
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeHeader(JsonGenerator json, Envelope envelope, @Nullable String encoding) {
        json.writeStartObject();
        json.writeNumberProperty(Names.VERSION, Names.CURRENT_VERSION);
        json.writeStringProperty(Names.CORRELATION_ID, envelope.correlationId());
        json.writeStringProperty(Names.MESSAGE_ID, envelope.messageId().toString());
        if (envelope.parentMessageId() != null) {
            json.writeStringProperty(
                    Names.PARENT_MESSAGE_ID, envelope.parentMessageId().toString());
        }
        if (envelope.sentAt() != null) {
            json.writeStringProperty(Names.SENT_AT, envelope.sentAt().toString());
        }
        if (envelope.sampleRate() <= 0) {
            json.writeBooleanProperty(Names.SAMPLED, false);
        } else if (envelope.sampleRate() < 1) {
            json.writeName(Names.SAMPLE_RATE).writeNumber(SampleRate.format(envelope.sampleRate()));
        }
        if (envelope.replay()) {
            json.writeBooleanProperty(Names.REPLAY, true);
        }
        if (encoding != null) {
            json.writeStringProperty(Names.ENCODING, encoding);
        }
        json.writeEndObject();
    }

    /** Reads an envelope, or answers null when {@code stored} is a plain payload. */
    public static @Nullable Envelope decode(byte[] stored) {
        if (!Names.startsLikeAnEnvelope(stored)) {
            return null;
        }
        try {
            return new EnvelopeReader(stored).read();
        } catch (MalformedEnvelopeException plainPayload) {
            return null;
        }
    }

    /**
     * Reads what must be an envelope, however its JSON is laid out.
     *
     * @throws MalformedEnvelopeException if it is none; says why
     */
    public static Envelope read(byte[] stored) {
        return new EnvelopeReader(stored).read();
    }

    /** The payload alone: the content of an envelope, or {@code stored} itself. */
    public static byte[] unwrap(byte[] stored) {
        Envelope envelope = decode(stored);
        return envelope == null ? stored : envelope.content();
    }
}
