/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.event.Event;
import io.flowmon.core.wire.PayloadEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes batches of waiting events. Used by the sender's thread alone, but for {@link #carriedOver()}. */
final class BatchEncoder {

    private final JsonFactory json =
            JsonFactory.builder().rootValueSeparator((String) null).build();
    private final RollbackBuffer buffer = new RollbackBuffer();
    private final EventQueue queue;
    private final EventSerializer serializer;
    private final SenderSettings settings;
    private final SenderCounters counters;
    private final SpareArrays spare;
    private @Nullable JsonGenerator generator;
    private volatile @Nullable Event carriedOver;

    /** Events of the batch that is being made. */
    private int inHand;

    BatchEncoder(
            EventQueue queue,
            EventSerializer serializer,
            SenderSettings settings,
            SenderCounters counters,
            SpareArrays spare) {
        this.queue = queue;
        this.serializer = serializer;
        this.settings = settings;
        this.counters = counters;
        this.spare = spare;
    }

    /** Encodes waiting events up to a batch's bounds; null if none waits. */
    @Nullable
    EncodedBatch next() {
        inHand = 0;
        try {
            return encode();
        } catch (VirtualMachineError fatal) {
            counters.drop(DropCause.NOT_ENCODABLE, inHand);
            throw fatal;
        }
    }

    private @Nullable EncodedBatch encode() {
        buffer.reset();
        buffer.write('[');
        Instant oldest = Instant.MAX;
        Event event;
        while (inHand < settings.batchEvents() && (event = take()) != null) {
            int mark = buffer.size();
            if (inHand++ > 0) {
                buffer.write(',');
            }
            if (!append(event)) {
                buffer.rollBack(mark);
                inHand--;
                continue;
            }
            if (buffer.size() >= settings.batchBytes()) {
                buffer.rollBack(mark);
                inHand--;
                if (inHand > 0) {
                    carriedOver = event;
                    break;
                }
                counters.drop(DropCause.TOO_LARGE, 1);
                continue;
            }
            oldest = event.timestamp().isBefore(oldest) ? event.timestamp() : oldest;
        }
        return inHand == 0 ? null : finish(inHand, oldest);
    }

    /** Events that left the queue and are in no batch yet. Any thread. */
    int carriedOver() {
        return carriedOver == null ? 0 : 1;
    }

    /** Time of the oldest event that waits; null if none does. */
    @Nullable
    Instant oldestWaiting() {
        Event event = carriedOver;
        event = event == null ? queue.peek() : event;
        return event == null ? null : event.timestamp();
    }

    /** Gives up everything that waits; how many events that were. */
    int discard() {
        int discarded = 0;
        while (take() != null) {
            discarded++;
        }
        return discarded;
    }

    private @Nullable Event take() {
        Event event = carriedOver;
        carriedOver = null;
        return event == null ? queue.poll() : event;
    }

    /** One generator serves all events; after a failure its state is unknown and it is replaced. */
    private boolean append(Event event) {
        JsonGenerator out = generator;
        generator = null;
        try {
            if (out == null) {
                out = json.createGenerator(ObjectWriteContext.empty(), buffer);
            }
            serializer.serialize(event, out);
            if (!out.streamWriteContext().inRoot()) {
                throw new IllegalStateException("an event's JSON is not complete");
            }
            out.flush();
        } catch (Throwable notEncodable) {
            if (notEncodable instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
                throw fatal;
            }
            counters.drop(DropCause.NOT_ENCODABLE, 1);
            counters.failed("an event could not be encoded", notEncodable);
            return false;
        }
        generator = out;
        return true;
    }

    private EncodedBatch finish(int events, Instant oldest) {
        buffer.write(']');
        if (settings.compress()) {
            return new EncodedBatch(PayloadEncoding.JSON_GZIP, gzip(), events, oldest);
        }
        byte[] payload = spare.take(buffer.size());
        buffer.copyTo(payload);
        return new EncodedBatch(PayloadEncoding.JSON, payload, buffer.size(), events, oldest);
    }

    private byte[] gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(buffer.size() / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            buffer.writeTo(gzip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    /** A buffer that can take back what was written last. */
    private static final class RollbackBuffer extends ByteArrayOutputStream {

        void rollBack(int size) {
            count = size;
        }

        void copyTo(byte[] target) {
            System.arraycopy(buf, 0, target, 0, count);
        }
    }
}
