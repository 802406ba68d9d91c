/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuotingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /orders/{id} | POST /orders/#123;id#125;",
                "LIST app_queue    | LIST app_queue",
                "a;b # \"c\"       | a#59;b #35; #34;c#34;",
                "%%{init}%%        | #37;#37;#123;init#125;#37;#37;",
            })
    void mermaid_escapesAllThatIsNotHarmless(String name, String quoted) {
        assertThat(MermaidText.quote(name)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /orders/{id} | POST /orders/{id}",
                "LIST app_queue    | LIST app_queue",
                "//italic//        | /<U+002F>italic/<U+002F>",
                "x - item          | x <U+002D> item",
                "%date() \"q\"     | <U+0025>date() <U+0022>q<U+0022>",
                "a\\nb             | a<U+005C>nb",
                "@enduml           | <U+0040>enduml",
            })
    void plantUml_escapesWhatIsMarkupOrCode(String name, String quoted) {
        assertThat(PlantUmlText.quote(name)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /orders/{id} | POST /orders/{id}",
                "a\"b              | a\\\"b",
                "a\\nb             | a\\\\nb",
                "a &lt; b          | a &amp;lt; b",
            })
    void dot_escapesQuotationMarksBackslashesAndEntities(String name, String quoted) {
        assertThat(DotText.quote(name)).isEqualTo(quoted);
    }

    @Test
    void dot_labelThatEndsInABackslash_isClosedForEveryParser() {
        assertThat(DotText.label(List.of("a\\", "b\\"))).isEqualTo("\"a\\\\\\nb\\\\ \"");
    }

    @Test
    void label_ofLines_breaksThemAsTheFormatDoes() {
        List<String> lines = List.of("a", "b");

        assertThat(MermaidText.label(lines)).isEqualTo("a<br/>b");
        assertThat(PlantUmlText.label(lines)).isEqualTo("a\\nb");
        assertThat(DotText.label(lines)).isEqualTo("\"a\\nb\"");
    }

    @ParameterizedTest
    @MethodSource("io.flowmon.server.drawing.HostileNames#all")
    void quote_hostileNames_leavesNothingThatMeansAnything(String name) {
        assertThat(MermaidText.quote(name).replaceAll("#\\d+;", "")).matches("[\\p{L}\\p{N} /._,()=+*!?…\uFFFD-]*");
        assertThat(PlantUmlText.quote(name).replaceAll("<U\\+[0-9A-F]{4,5}>", ""))
                .matches("[\\p{L}\\p{N} /._,()+:?{}…\uFFFD-]*")
                .doesNotContain("//", "__", "--", "..", "{{");
        assertThat(DotText.quote(name).replaceAll("\\\\[\"\\\\]", ""))
                .doesNotContain("\"", "\\", "\n", "\r")
                .doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void shortened_longName_endsInAnEllipsis() {
        assertThat(Names.shortened("\uD83D\uDE00".repeat(61))).isEqualTo("\uD83D\uDE00".repeat(60) + "…");
        assertThat(Names.shortened("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Names.shortened(" \n")).isEqualTo("(no name)");
    }
}
