/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes a {@code Content-Encoding}, up to a size: a few bytes may claim to be gigabytes. */
final class ContentDecoding {

    /** More than this is not inflated; the body counts as cut. */
    static final int MAX_INFLATED = 256 * 1024;

    private ContentDecoding() {}

    /** The plain bytes, or null if they cannot be had whole. */
    static byte @Nullable [] decode(byte[] bytes, @Nullable String contentEncoding) {
        if (contentEncoding == null) {
            return bytes;
        }
        String encoding = contentEncoding.strip().toLowerCase(Locale.ROOT);
        try {
            return switch (encoding) {
                case "", "identity" -> bytes;
                case "gzip", "x-gzip" -> inflate(new GZIPInputStream(new ByteArrayInputStream(bytes)));
                case "deflate" -> inflateDeflate(bytes);
                default -> null;
            };
        } catch (IOException broken) {
            return null;
        }
    }

    /** HTTP's deflate is zlib; some servers send it without zlib's header. */
    private static byte @Nullable [] inflateDeflate(byte[] bytes) throws IOException {
        boolean zlib =
                bytes.length >= 2 && (bytes[0] & 0x0F) == 8 && (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try {
            return inflate(new InflaterInputStream(new ByteArrayInputStream(bytes), inflater));
        } finally {
            inflater.end();
        }
    }

    private static byte @Nullable [] inflate(InputStream in) throws IOException {
        try (in) {
            byte[] plain = in.readNBytes(MAX_INFLATED + 1);
            return plain.length > MAX_INFLATED ? null : plain;
        }
    }
}
