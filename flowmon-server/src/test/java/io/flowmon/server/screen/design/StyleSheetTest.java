/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class StyleSheetTest {

    private static final double TEXT = 4.5;
    private static final List<String> FOR_TEXT = List.of(
            "text", "text-soft", "accent", "good", "bad", "open", "hue-0", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5");

    @Test
    void contrast_isThatOfWcag() {
        assertThat(Contrast.of("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(Contrast.of("#ffffff", "#ffffff")).isEqualTo(1.0);
        assertThat(Contrast.of("#767676", "#ffffff")).isEqualTo(4.5);
        assertThat(Contrast.of("#777777", "#ffffff")).isEqualTo(4.4);
        assertThat(Contrast.of("10px", "#ffffff")).isNull();
        assertThat(Contrast.of("#ffffff", null)).isNull();
    }

    @Test
    void tokens_haveWhatDiffersInDark() {
        StyleSheet style = StyleSheet.of("""
                :root { --radius: 10px; --surface: #ffffff; --bad: #b3261e; --bad-soft: #fce8e6; }
                @media (prefers-color-scheme: dark) { :root { --surface: #161a21; --bad: #ff9a92; } }
                .a { gap: 4px 18px; padding-left: calc(16px + var(--indent)); font: 550 13.5px/1.4 var(--mono); }
                .b { gap: 4px; font-size: 14px; margin: -18px; }
                """);

        assertThat(style.tokens())
                .extracting(DesignToken::name)
                .containsExactly("radius", "surface", "bad", "bad-soft");
        assertThat(style.tokens().get(2)).isEqualTo(new DesignToken("bad", "#b3261e", "#ff9a92", 6.5, 8.5, 5.5, 1.7));
        assertThat(style.tokens().get(0).isColour()).isFalse();
        assertThat(style.local()).containsExactly("indent", "mono");
        assertThat(style.textSizes()).isEqualTo(Map.of(13.5, 1, 14.0, 1));
        assertThat(style.spaces()).isEqualTo(Map.of(4.0, 2, 18.0, 1, 16.0, 1));
    }

    @Test
    void coloursOfText_canBeRead_inLightAndDark() throws IOException {
        StyleSheet style = StyleSheet.of(
                new ClassPathResource("static/css/flowmon.css").getContentAsString(StandardCharsets.UTF_8));

        assertThat(style.tokens())
                .filteredOn(token -> FOR_TEXT.contains(token.name()))
                .hasSize(FOR_TEXT.size())
                .allSatisfy(token -> {
                    assertThat(token.lightContrast()).as(token.name()).isGreaterThanOrEqualTo(TEXT);
                    assertThat(token.darkContrast()).as(token.name()).isGreaterThanOrEqualTo(TEXT);
                });
    }
}
