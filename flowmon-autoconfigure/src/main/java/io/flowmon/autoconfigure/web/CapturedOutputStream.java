/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Copies what the application writes, after the container has taken it. Never flushes, never commits by itself. Text is
 * handed to the container's own {@code print}, because containers encode it differently.
 */
final class CapturedOutputStream extends ServletOutputStream {

    private static final String LINE_END = "\r\n";

    private final ServletOutputStream delegate;
    private final BodyCapture body;
    private final StreamFailure failure;
    private final ListenersInFlow inFlow;

    CapturedOutputStream(
            ServletOutputStream delegate, BodyCapture body, StreamFailure failure, ListenersInFlow inFlow) {
        this.delegate = delegate;
        this.body = body;
        this.failure = failure;
        this.inFlow = inFlow;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            delegate.write(b);
            body.bytes().write(b);
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public void write(byte[] source) throws IOException {
        write(source, 0, source.length);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        try {
            delegate.write(source, offset, length);
            body.bytes().write(source, offset, length);
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        try {
            ByteBuffer written = source.duplicate();
            delegate.write(source);
            body.bytes().write(written, written.position(), written.remaining());
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public void print(String text) throws IOException {
        try {
            delegate.print(text);
            String printed = String.valueOf(text);
            body.text().write(printed, 0, printed.length());
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public void println() throws IOException {
        try {
            delegate.println();
            body.text().write(LINE_END, 0, LINE_END.length());
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            delegate.flush();
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            delegate.close();
        } catch (IOException e) {
            throw failure.ofWriting(e);
        }
    }

    @Override
    public boolean isReady() {
        return delegate.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        delegate.setWriteListener(inFlow.writing(listener));
    }
}
