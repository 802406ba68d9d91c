/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Copies the text that the application writes. Everything that containers do their own way (line ends, the locale of
 * {@code format}, when an error shows) is left to the container's writer.
 */
final class CapturedWriter extends PrintWriter {

    private final PrintWriter delegate;
    private final BodyCapture body;
    private final StreamFailure failure;
    private boolean closed;

    CapturedWriter(PrintWriter delegate, BodyCapture body, StreamFailure failure) {
        super(delegate);
        this.delegate = delegate;
        this.body = body;
        this.failure = failure;
    }

    @Override
    public void write(int c) {
        delegate.write(c);
        body.text().write(c);
    }

    @Override
    public void write(char[] source) {
        write(source, 0, source.length);
    }

    @Override
    public void write(char[] source, int offset, int length) {
        delegate.write(source, offset, length);
        body.text().write(source, offset, length);
    }

    @Override
    public void write(String source) {
        write(source, 0, source.length());
    }

    @Override
    public void write(String source, int offset, int length) {
        delegate.write(source, offset, length);
        body.text().write(source, offset, length);
    }

    @Override
    public void println() {
        delegate.println();
        copy(System.lineSeparator());
    }

    @Override
    public PrintWriter format(String format, @Nullable Object... args) {
        delegate.format(format, args);
        copy(String.format(Locale.getDefault(Locale.Category.FORMAT), format, args));
        return this;
    }

    @Override
    public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... args) {
        delegate.format(locale, format, args);
        copy(String.format(locale, format, args));
        return this;
    }

    @Override
    public void flush() {
        delegate.flush();
        if (!closed) {
            checkError();
        }
    }

    @Override
    public void close() {
        closed = true;
        delegate.close();
    }

    /** A container may call it an error that something is flushed after the end. */
    @Override
    public boolean checkError() {
        boolean broken = delegate.checkError();
        if (broken && !closed) {
            failure.ofWriting(new IOException("The response could not be written."));
        }
        return broken;
    }

    private void copy(String text) {
        body.text().write(text, 0, text.length());
    }
}
