/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.core.capture.CaptureBuffer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Copies what was written, after the client has taken it. */
final class CopyingOutputStream extends FilterOutputStream {

    private final Supplier<CaptureBuffer> newCopy;
    private @Nullable CaptureBuffer copy;

    CopyingOutputStream(OutputStream target, Supplier<CaptureBuffer> newCopy) {
        super(target);
        this.newCopy = newCopy;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        copy().write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
        copy().write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private CaptureBuffer copy() {
        CaptureBuffer present = copy;
        if (present == null) {
            present = newCopy.get();
            copy = present;
        }
        return present;
    }
}
