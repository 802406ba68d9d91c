/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.SerializableString;

class RecentTextsTests {

    /** Two texts for one slot. */
    private final RecentTexts texts = new RecentTexts(1);

    @Test
    void aTextShownTwice_isKept() {
        texts.isShown("first");
        assertThat(texts.find("first")).isNull();

        texts.isShown(copyOf("first"));
        assertThat(texts.find("first")).extracting(SerializableString::getValue).isEqualTo("first");
        assertThat(texts.find("second")).isNull();
    }

    @Test
    void textsThatComeOnce_driveNothingOut() {
        texts.isShown("first");
        texts.isShown("first");

        texts.isShown("once");
        texts.isShown("another");

        assertThat(texts.find("first")).isNotNull();
        assertThat(texts.find("once")).isNull();
    }

    @Test
    void anotherTextThatComesTwice_takesTheSlot() {
        texts.isShown("first");
        texts.isShown("first");

        texts.isShown("second");
        texts.isShown("second");

        assertThat(texts.find("first")).isNull();
        assertThat(texts.find("second")).isNotNull();
    }

    @Test
    void longTexts_areNotKept() {
        String text = "x".repeat(1000);
        texts.isShown(text);
        texts.isShown(text);

        assertThat(texts.find(text)).isNull();
    }

    private static String copyOf(String text) {
        return String.valueOf(text.toCharArray());
    }
}
