/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class SentenceTest {

    @ParameterizedTest
    @EnumSource
    void sentence_hasWordsInEachLanguage(Sentence sentence) {
        assertThat(Texts.find(sentence.key(), Locale.ENGLISH))
                .as(sentence.key())
                .isNotBlank();
        assertThat(Texts.find(sentence.key(), Locale.FRENCH))
                .as(sentence.key())
                .isNotBlank()
                .satisfiesAnyOf(
                        french -> assertThat(french).isNotEqualTo(Texts.find(sentence.key(), Locale.ENGLISH)),
                        french -> assertThat(sentence.name())
                                .as("the title of a work")
                                .startsWith("SOURCE_"));
    }

    @Test
    void arguments_areWrittenAsTheLanguageDoes() {
        Statement few = Sentence.TOO_FEW.of(1L, 50);
        Statement change = Sentence.UNSTEADY.of(new Share(0.1255));
        Statement wait = Sentence.WAIT_MEASURED.of(Duration.ofNanos(9_110_000), Duration.ofMillis(1_250));

        assertThat(english(few)).isEqualTo("In this time only 1 ended; at least 50 actions are needed.");
        assertThat(french(few)).startsWith("Pendant cette période, une seule action s’est terminée");
        assertThat(english(change)).startsWith("The rate changes by 12.6 % from");
        assertThat(french(change)).startsWith("Le débit varie de 12,6\u202F% d’une");
        assertThat(french(wait)).contains("9,1 ms", "1,25 s");
        assertThat(french(Sentence.VARIATIONS.of(0.5, 1234.5))).endsWith("arrivées 0,5, service 1\u202F230.");
        assertThat(english(Sentence.SAMPLE.of(20_000L, new Share(0.02)))).startsWith("20,000 actions tell");
    }

    @Test
    void names_cannotSteerWhatStandsAroundThem() {
        Statement hostile = Sentence.ELSEWHERE_ON.of("GET /{0}\u0001\u202E\n'x'");

        assertThat(english(hostile)).isEqualTo("Most of that goes to GET /{0}\\u0001\\u202E 'x'.");
    }

    @Test
    void interface_saysItInEnglish() {
        Instant from = Instant.parse("2026-03-01T10:00:00Z");
        Text text = Text.of(Sentence.SPAN.of(from, from.plusSeconds(60)), Sentence.BROADCAST.of());

        assertThat(JsonMapper.shared().writeValueAsString(text))
                .isEqualTo(
                        "\"The load is that of 2026-03-01T10:00:00Z to 2026-03-01T10:01:00Z; before and after it nothing"
                                + " arrived. Every instance gets every message of a channel: more instances do not share that work.\"");
    }

    private static String english(Statement statement) {
        return statement.in(Locale.ENGLISH, Instant::toString);
    }

    private static String french(Statement statement) {
        return statement.in(Locale.FRENCH, Instant::toString);
    }
}
