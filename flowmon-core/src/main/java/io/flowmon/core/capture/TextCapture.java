/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Feeds a {@link CaptureBuffer} from characters, for an application that reads or writes text: what is kept are the
 * bytes of the body's own charset. Text is encoded in slices, so that memory does not grow with it; once the buffer is
 * full, the usual charsets are counted without encoding.
 *
 * <p>One thread at a time.
 */
public final class TextCapture {

    private static final int SLICE = 1024;

    private final CaptureBuffer buffer;
    private final Charset charset;
    private char highSurrogate;

    public TextCapture(CaptureBuffer buffer, Charset charset) {
        this.buffer = buffer;
        this.charset = charset.canEncode() ? charset : StandardCharsets.UTF_8;
    }

    /** Appends one character; half of a surrogate pair waits for the other. */
    public void write(int c) {
        write(CharBuffer.wrap(new char[] {(char) c}));
    }

    /** Appends characters. */
    public void write(char[] source, int offset, int length) {
        write(CharBuffer.wrap(source, offset, length));
    }

    /** Appends the characters from {@code offset} on. */
    public void write(CharSequence source, int offset, int length) {
        write(CharBuffer.wrap(source, offset, offset + length));
    }

    private void write(CharBuffer chars) {
        while (chars.hasRemaining()) {
            if (buffer.isFull() && count(chars)) {
                return;
            }
            CharBuffer slice = chars.duplicate();
            slice.limit(Math.min(chars.limit(), chars.position() + SLICE));
            chars.position(slice.limit());
            encode(completePairs(slice));
        }
    }

    private void encode(CharBuffer chars) {
        ByteBuffer bytes = charset.encode(chars);
        buffer.write(bytes, bytes.position(), bytes.remaining());
    }

    private CharBuffer completePairs(CharBuffer chars) {
        CharBuffer whole = chars;
        if (highSurrogate != 0) {
            whole = CharBuffer.allocate(chars.remaining() + 1);
            whole.put(highSurrogate).put(chars).flip();
            highSurrogate = 0;
        }
        int last = whole.limit() - 1;
        if (Character.isHighSurrogate(whole.get(last))) {
            highSurrogate = whole.get(last);
            whole.limit(last);
        }
        return whole;
    }

    private boolean count(CharBuffer chars) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            long length = highSurrogate == 0 ? 0 : 2;
            highSurrogate = 0;
            while (chars.hasRemaining()) {
                length += utf8Length(chars.get());
            }
            buffer.skip(length);
            return true;
        }
        if (charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII)) {
            buffer.skip(chars.remaining());
            return true;
        }
        return false;
    }

    private static int utf8Length(char c) {
        if (c < 0x80) {
            return 1;
        }
        // Each half of a surrogate pair stands for two of the pair's four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
