/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FiguresTest {

    @AfterEach
    void forgetTheViewer() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void english_hasAPoint() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);

        assertThat(Figures.number(1234.5)).isEqualTo("1,230");
        assertThat(Figures.rate(0.248)).isEqualTo("0.25");
        assertThat(Figures.share(0.125)).isEqualTo("12.5 %");
        assertThat(Figures.share(0.00001)).isEqualTo("< 0.01 %");
        assertThat(Figures.change(0.4)).isEqualTo("+40 %");
        assertThat(Figures.change(-0.12)).isEqualTo("−12 %");
        assertThat(Figures.change(0.001)).isEqualTo("± 0 %");
        assertThat(Figures.change(10)).isEqualTo("× 11");
        assertThat(Figures.duration(Duration.ofMillis(9))).isEqualTo("9.0 ms");
        assertThat(Figures.seconds(1.25)).isEqualTo("1.25 s");
        assertThat(Figures.seconds(null)).isNull();
    }

    @Test
    void french_hasAComma_andNarrowSpaces() {
        LocaleContextHolder.setLocale(Locale.FRENCH);

        assertThat(Figures.number(1234.5)).isEqualTo("1\u202F230");
        assertThat(Figures.rate(0.248)).isEqualTo("0,25");
        assertThat(Figures.share(0.125)).isEqualTo("12,5\u202F%");
        assertThat(Figures.share(0.00001)).isEqualTo("< 0,01\u202F%");
        assertThat(Figures.change(0.4)).isEqualTo("+40\u202F%");
        assertThat(Figures.duration(Duration.ofMillis(9))).isEqualTo("9,0 ms");
        assertThat(Figures.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(Figures.seconds(1.25)).isEqualTo("1,25 s");
    }
}
