/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCaptureTests {

    private static final String TEXT = "gr\u00fc\u00df \u20ac \ud83d\ude00 ";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "US-ASCII", "windows-1252", "UTF-16BE"})
    void write_inAnyCharset_keepsItsBytesAndCountsAll(String name) {
        Charset charset = Charset.forName(name);
        String text = TEXT.repeat(1000);
        CaptureBuffer whole = new CaptureBuffer(1_000_000);
        CaptureBuffer capped = new CaptureBuffer(100);
        new TextCapture(whole, charset).write(text, 0, text.length());
        new TextCapture(capped, charset).write(text, 0, text.length());

        byte[] expected = text.getBytes(charset);
        assertThat(whole.snapshot(false, null, null).bytes()).isEqualTo(expected);
        assertThat(capped.snapshot(false, null, null).bytes()).isEqualTo(java.util.Arrays.copyOf(expected, 100));
        if (!name.equals("ISO-8859-1") && !name.equals("US-ASCII")) {
            assertThat(capped.size()).isEqualTo(expected.length);
        }
    }

    @Test
    void write_halfASurrogatePairAtATime_keepsThePair() {
        CaptureBuffer buffer = new CaptureBuffer(100);
        TextCapture text = new TextCapture(buffer, StandardCharsets.UTF_8);
        for (int i = 0; i < TEXT.length(); i++) {
            text.write(TEXT.charAt(i));
        }
        text.write(TEXT.toCharArray(), 0, TEXT.length());

        assertThat(buffer.snapshot(false, null, null).bytes())
                .isEqualTo((TEXT + TEXT).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void write_charsetThatCannotEncode_fallsBackToUtf8() {
        CaptureBuffer buffer = new CaptureBuffer(100);
        new TextCapture(buffer, Charset.forName("x-JISAutoDetect")).write(TEXT, 0, TEXT.length());

        assertThat(buffer.snapshot(false, null, null).bytes()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    }
}
