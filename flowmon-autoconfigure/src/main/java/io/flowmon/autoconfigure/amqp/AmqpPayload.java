/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import io.flowmon.autoconfigure.bus.Payload;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of a message, with what its properties say of it in Spring AMQP's way. */
final class AmqpPayload {

    /** What Spring AMQP says where nobody has said anything. */
    private static final String UNKNOWN = "application/octet-stream";

    /** Spring AMQP's compression writes a comma, and wrote a colon once. */
    private static final Pattern BOTH = Pattern.compile("([^,:\\s]+)\\s*[,:]\\s*([^,:\\s]+)");

    private AmqpPayload() {}

    static Payload of(byte[] body, @Nullable String contentType, @Nullable String contentEncoding) {
        return Payload.of(body, UNKNOWN.equals(contentType) ? null : contentType, compression(contentEncoding));
    }

    /** The encoding is that of the bytes, as in HTTP, or of the text, or both: {@code gzip, UTF-8}. */
    private static @Nullable String compression(@Nullable String contentEncoding) {
        if (contentEncoding == null || isCharset(contentEncoding)) {
            return null;
        }
        Matcher both = BOTH.matcher(contentEncoding);
        return both.matches() && isCharset(both.group(2)) ? both.group(1) : contentEncoding;
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException none) {
            return false;
        }
    }
}
