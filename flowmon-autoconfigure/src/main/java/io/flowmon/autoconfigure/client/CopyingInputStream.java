/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.core.capture.CaptureBuffer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Copies what is read, and tells of the end and of a failure. */
final class CopyingInputStream extends FilterInputStream {

    private static final int END = -1;

    private final CaptureBuffer copy;
    private final Runnable onEnd;
    private final Consumer<IOException> onFailure;
    private long marked;

    CopyingInputStream(InputStream source, CaptureBuffer copy, Runnable onEnd, Consumer<IOException> onFailure) {
        super(source);
        this.copy = copy;
        this.onEnd = onEnd;
        this.onFailure = onFailure;
    }

    @Override
    public int read() throws IOException {
        try {
            int b = in.read();
            if (b == END) {
                onEnd.run();
            } else {
                copy.write(b);
            }
            return b;
        } catch (IOException e) {
            onFailure.accept(e);
            throw e;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = in.read(target, offset, length);
            if (count > 0) {
                copy.write(target, offset, count);
            } else if (count == END) {
                onEnd.run();
            }
            return count;
        } catch (IOException e) {
            onFailure.accept(e);
            throw e;
        }
    }

    @Override
    public long skip(long length) throws IOException {
        long skipped = in.skip(length);
        copy.skip(skipped);
        return skipped;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a stream is read by one thread
    public void mark(int limit) {
        in.mark(limit);
        marked = copy.size();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a stream is read by one thread
    public void reset() throws IOException {
        in.reset();
        copy.rewind(marked);
    }
}
