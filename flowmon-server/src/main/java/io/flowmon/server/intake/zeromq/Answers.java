/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import io.flowmon.core.wire.WireMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Answers on their way from the store's thread to the thread that owns the socket. As many as there are batches in
 * flight, which the store's queue bounds.
 */
final class Answers implements AutoCloseable {

    private final Queue<Answer> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Pipe pipe;

    Answers() {
        try {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
        } catch (IOException noPipe) {
            throw new UncheckedIOException(noPipe);
        }
    }

    /** A message for the peer with this routing id. */
    @SuppressWarnings("ArrayRecordComponent") // a routing id is handed back to the socket, never compared
    record Answer(byte[] peer, WireMessage message) {}

    /** Any thread. */
    void add(Answer answer) {
        queue.add(answer);
        wake();
    }

    /** Makes {@link #channel} readable. Any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException closed) {
                woken.set(false);
            }
        }
    }

    SelectableChannel channel() {
        return pipe.source();
    }

    /** The next answer, or null. The socket's thread. */
    @Nullable
    Answer poll() {
        return queue.poll();
    }

    /** To be called before polling. The socket's thread. */
    void clearWakeUp() {
        try {
            pipe.source().read(ByteBuffer.allocate(16));
        } catch (IOException closed) {
            // nothing to clear
        }
        woken.set(false);
    }

    @Override
    public void close() {
        queue.clear();
        try {
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }
}
