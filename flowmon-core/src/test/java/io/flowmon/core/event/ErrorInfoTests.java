/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorInfoTests {

    private static final int MOST = 8192;

    @Test
    void of_messageUpToTheCap_keepsItWhole() {
        String message = "x".repeat(MOST);

        assertThat(ErrorInfo.of(new IllegalStateException(message)).message()).isEqualTo(message);
        assertThat(ErrorInfo.of(new IllegalStateException()).message()).isNull();
    }

    @Test
    void of_messageBeyondTheCap_isCutBetweenWords() {
        String message = "no ".repeat(MOST);

        assertThat(ErrorInfo.of(new IllegalStateException(message)).message())
                .hasSizeBetween(MOST - 8, MOST)
                .endsWith("no \u2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111 1111 1111 1111", "4111111111111111", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.abc"})
    void of_messageCutInASecret_losesItWhole(String secret) {
        String before = "charged ".repeat(MOST / "charged ".length());
        String message = before.substring(0, MOST - 8) + secret + " and more".repeat(10);

        assertThat(ErrorInfo.of(new IllegalStateException(message)).message())
                .endsWith("charged \u2026")
                .doesNotContain("1", "eyJ");
    }

    @Test
    void of_longMessageOfOneWord_losesItWhole() {
        assertThat(ErrorInfo.of(new IllegalStateException("x".repeat(MOST + 1))).message())
                .isEqualTo("\u2026");
    }
}
