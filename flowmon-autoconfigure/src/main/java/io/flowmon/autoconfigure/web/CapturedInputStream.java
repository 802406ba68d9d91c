/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies what the application reads. Every call goes to the container's stream first and ends as it ends there. */
final class CapturedInputStream extends ServletInputStream {

    private static final int END = -1;

    private final ServletInputStream delegate;
    private final BodyCapture body;
    private final StreamFailure failure;
    private final ListenersInFlow inFlow;

    CapturedInputStream(ServletInputStream delegate, BodyCapture body, StreamFailure failure, ListenersInFlow inFlow) {
        this.delegate = delegate;
        this.body = body;
        this.failure = failure;
        this.inFlow = inFlow;
    }

    @Override
    public int read() throws IOException {
        try {
            int b = delegate.read();
            if (b == END) {
                body.end();
            } else {
                body.bytes().write(b);
            }
            return b;
        } catch (IOException e) {
            throw failure.ofReading(e);
        } catch (RuntimeException e) {
            throw failure.ofReading(e);
        }
    }

    @Override
    public int read(byte[] target) throws IOException {
        return read(target, 0, target.length);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = delegate.read(target, offset, length);
            if (count > 0) {
                body.bytes().write(target, offset, count);
            } else if (count == END) {
                body.end();
            }
            return count;
        } catch (IOException e) {
            throw failure.ofReading(e);
        } catch (RuntimeException e) {
            throw failure.ofReading(e);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            int from = target.position();
            int count = delegate.read(target);
            if (count > 0) {
                body.bytes().write(target, from, count);
            } else if (count == END) {
                body.end();
            }
            return count;
        } catch (IOException e) {
            throw failure.ofReading(e);
        } catch (RuntimeException e) {
            throw failure.ofReading(e);
        }
    }

    @Override
    public int available() throws IOException {
        return delegate.available();
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }

    @Override
    public boolean isFinished() {
        boolean finished = delegate.isFinished();
        if (finished) {
            body.end();
        }
        return finished;
    }

    @Override
    public boolean isReady() {
        return delegate.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        delegate.setReadListener(inFlow.reading(listener, body));
    }
}
