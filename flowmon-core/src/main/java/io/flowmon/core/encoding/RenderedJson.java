/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.SerializableString;

/** JSON that is already rendered, as a generator's raw value: UTF-8 generators copy the bytes as they are. */
final class RenderedJson extends ByteSink implements SerializableString {

    /** Enough for any body that is captured or inflated; what renders to more is masked. */
    private static final int MAX_SIZE = 4 * 1024 * 1024;

    RenderedJson() {
        super(MAX_SIZE);
    }

    @Override
    public String getValue() {
        return new String(array(), 0, length(), StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return Arrays.copyOf(array(), length());
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (length() > buffer.length - offset) {
            return -1;
        }
        System.arraycopy(array(), 0, buffer, offset, length());
        return length();
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        String value = getValue();
        if (value.length() > buffer.length - offset) {
            return -1;
        }
        value.getChars(0, value.length(), buffer, offset);
        return value.length();
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(array(), 0, length());
        return length();
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (length() > buffer.remaining()) {
            return -1;
        }
        buffer.put(array(), 0, length());
        return length();
    }

    @Override
    public char[] asQuotedChars() {
        throw onlyRaw();
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw onlyRaw();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw onlyRaw();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw onlyRaw();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw onlyRaw();
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        throw onlyRaw();
    }

    private static UnsupportedOperationException onlyRaw() {
        return new UnsupportedOperationException("rendered JSON is written as a raw value");
    }
}
