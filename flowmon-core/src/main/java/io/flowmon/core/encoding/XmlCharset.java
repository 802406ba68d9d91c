/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the charset of an XML document as XML 1.0, appendix F, says. The JDK's parser would do so too, but prints bytes
 * that it cannot decode to the process's error stream.
 */
final class XmlCharset {

    private static final int HEAD = 128;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,60}\\sencoding\\s?=\\s?[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private XmlCharset() {}

    /** The charset, or null if the document names one that this JVM does not know. */
    static @Nullable Charset of(byte[] document) {
        if (document.length >= 2) {
            int first = document[0] & 0xFF;
            int second = document[1] & 0xFF;
            if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
                return StandardCharsets.UTF_16;
            }
            if (first == 0 && second == '<') {
                return StandardCharsets.UTF_16BE;
            }
            if (first == '<' && second == 0) {
                return StandardCharsets.UTF_16LE;
            }
        }
        String head = new String(document, 0, Math.min(document.length, HEAD), StandardCharsets.ISO_8859_1);
        Matcher declaration = ENCODING.matcher(head);
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declaration.group(1));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
