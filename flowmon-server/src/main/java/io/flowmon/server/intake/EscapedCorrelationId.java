/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.core.context.CorrelationIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fits foreign correlation ids into the grammar, such that two different ones never become the same.
 *
 * <p>An id that fits stays as it is. Any other becomes {@code esc:} and its UTF-8 bytes, those outside
 * {@code A-Za-z0-9.:-} written as {@code _} and two hexadecimal digits; an id that itself begins with {@code esc:} is
 * escaped too, so that the way back is unambiguous. Where that would be longer than an id may be, it becomes
 * {@code esc:sha256:} and the digest of the original, which the event keeps as {@code original_correlation_id}.
 */
public final class EscapedCorrelationId {

    private static final String PREFIX = "esc:";
    private static final String DIGEST_PREFIX = PREFIX + "sha256:";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private EscapedCorrelationId() {}

    /** The id under which the flow of {@code original} is stored; the same object when nothing is to be escaped. */
    public static String of(String original) {
        if (CorrelationIds.isValid(original) && !original.startsWith(PREFIX)) {
            return original;
        }
        byte[] bytes = original.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(PREFIX);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            if (c != '_' && c < 0x80 && CorrelationIds.isValid(String.valueOf(c))) {
                escaped.append(c);
            } else {
                escaped.append('_').append(HEX.toHexDigits(b));
            }
        }
        return CorrelationIds.isValid(escaped.toString())
                ? escaped.toString()
                : DIGEST_PREFIX + HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
