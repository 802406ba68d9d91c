/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes to text, with doubt: a wrong charset would carry a secret past every rule. */
final class TextDecoding {

    private static final int HEAD = 256;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextDecoding() {}

    /** Whether the bytes are well-formed UTF-8 with no control characters but white space. */
    static boolean isPlainUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are well-formed UTF-8. */
    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /** The text, malformed bytes replaced; null if the bytes are plainly not in this charset. */
    static @Nullable String decode(byte[] bytes, Charset charset) {
        if (!readsAscii(charset) && isAscii(bytes)) {
            return null;
        }
        String text = new String(bytes, charset);
        if (text.indexOf('\0') >= 0) {
            return null;
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean readsAscii(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) || new String(new byte[] {'0', 'a'}, charset).equals("0a");
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether UTF-8 bytes begin as a JSON object, array or string does. */
    static boolean looksLikeJson(byte[] bytes) {
        int head = Math.min(bytes.length, HEAD);
        return looksLikeJson(new String(bytes, 0, head, StandardCharsets.UTF_8));
    }

    static boolean looksLikeJson(String text) {
        int first = firstVisible(text, 0);
        if (first < 0) {
            return false;
        }
        if (text.charAt(first) == '{') {
            return true;
        }
        int second = firstVisible(text, first + 1);
        return text.charAt(first) == '[' && second >= 0 && "{[\"]".indexOf(text.charAt(second)) >= 0;
    }

    static boolean looksLikeXml(String text) {
        int first = firstVisible(text, 0);
        return first >= 0 && text.charAt(first) == '<';
    }

    /** Whether the text is parameters as a form sends them: no white space, and a value that is percent-encoded. */
    static boolean looksLikeForm(String text) {
        if (text.indexOf('=') < 0 || (text.indexOf('%') < 0 && text.indexOf('+') < 0)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return false;
            }
        }
        return true;
    }

    private static int firstVisible(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) > ' ' && text.charAt(i) != BYTE_ORDER_MARK) {
                return i;
            }
        }
        return -1;
    }
}
