/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Copies the text that the application reads. Sits below the {@link BufferedReader} that the application gets, so that
 * lines and marks work as usual.
 */
final class CapturedReader extends Reader {

    private static final int LOOK_AHEAD = 1024;
    private static final int END = -1;

    private final BufferedReader delegate;
    private final BodyCapture body;
    private final StreamFailure failure;

    CapturedReader(BufferedReader delegate, BodyCapture body, StreamFailure failure) {
        this.delegate = delegate;
        this.body = body;
        this.failure = failure;
    }

    BufferedReader buffered() {
        return new BufferedReader(this, LOOK_AHEAD);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        try {
            int count = delegate.read(target, offset, length);
            if (count > 0) {
                body.text().write(target, offset, count);
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
    public boolean ready() throws IOException {
        return delegate.ready();
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }
}
