/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** The texts of the screens say the same in each language, as far as a program can tell. */
class MessagesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

    private static final Pattern KEY = Pattern.compile("(?m)^[\\w.-]+(?==)");

    private final Properties english;
    private final Properties french;

    MessagesTest() throws IOException {
        english = read("messages.properties");
        french = read("messages_fr.properties");
    }

    @Test
    void languages_haveTheSameTexts() {
        assertThat(new TreeSet<>(french.stringPropertyNames())).isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void languages_takeTheSameArguments_andAreReadable() {
        for (String key : english.stringPropertyNames()) {
            String text = french.getProperty(key);
            assertThat(arguments(text)).as(key).isEqualTo(arguments(english.getProperty(key)));
            if (!arguments(text).isEmpty()) {
                String said = new MessageFormat(text).format(new Object[] {2, 3});
                assertThat(said).as(key).isNotBlank().doesNotContain("{");
            }
        }
    }

    /** A straight one is a sign of the format, and swallows what follows. */
    @Test
    void apostrophes_areTypographic() {
        assertThat(english.values().stream().map(String::valueOf)).noneMatch(text -> text.contains("'"));
        assertThat(french.values().stream().map(String::valueOf)).noneMatch(text -> text.contains("'"));
    }

    /** The later one would win, and nobody would see which is meant. */
    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_fr.properties"})
    void key_standsOnce(String bundle) throws IOException {
        String lines = new ClassPathResource(bundle).getContentAsString(StandardCharsets.UTF_8);

        assertThat(KEY.matcher(lines).results().map(MatchResult::group)).doesNotHaveDuplicates();
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        ARGUMENT.matcher(text).results().map(MatchResult::group).forEach(arguments::add);
        return arguments;
    }

    private static Properties read(String name) throws IOException {
        Properties texts = new Properties();
        try (Reader characters =
                new InputStreamReader(new ClassPathResource(name).getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(characters);
        }
        return texts;
    }
}
