/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.definition.Parameter;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class RuleTextTest {

    @AfterEach
    void forgetTheViewer() {
        LocaleContextHolder.resetLocaleContext();
    }

    /** Who changes a shipped rule changes its texts here too, or French viewers would read English. */
    @Test
    void shippedRules_sayTheSameInTheTextsOfTheScreens_andNothingElseIsThere() {
        Map<String, String> shipped = shipped();
        Map<String, String> told = new LinkedHashMap<>();
        ResourceBundle texts = ResourceBundle.getBundle("messages", Locale.ROOT);
        texts.keySet().stream()
                .filter(key -> key.startsWith("rule.shipped."))
                .forEach(key -> told.put(key, texts.getString(key)));

        assertThat(told).isEqualTo(shipped);
    }

    @Test
    void shippedRule_isToldInTheLanguageOfTheViewer() {
        LocaleContextHolder.setLocale(Locale.FRENCH);
        for (RuleDefinition rule : RuleSet.shipped().rules()) {
            for (String part : new String[] {"name", "meaning", "what-to-do"}) {
                String own = own(rule, part);
                assertThat(RuleText.of(rule.id(), part, own))
                        .as(rule.id() + " " + part)
                        .isNotEqualTo(own)
                        .doesNotContain("'");
            }
        }
        assertThat(RuleText.of("slow-step", "name", "Slow step")).isEqualTo("Étape lente");
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(RuleText.of("slow-step", "name", "Slow step")).isEqualTo("Slow step");
    }

    @Test
    void ownText_isShownAsItIs() {
        LocaleContextHolder.setLocale(Locale.FRENCH);

        assertThat(RuleText.of("slow-step", "name", "Slow step of ours")).isEqualTo("Slow step of ours");
        assertThat(RuleText.of("ours", "name", "Slow step")).isEqualTo("Slow step");
        assertThat(RuleText.of("contract:orders", "name", "Orders\u202E")).isEqualTo("Orders\\u202E");
    }

    private static Map<String, String> shipped() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (RuleDefinition rule : RuleSet.shipped().rules()) {
            for (String part : new String[] {"name", "meaning", "what-to-do", "unit"}) {
                put(texts, rule, part, own(rule, part));
            }
            for (Parameter parameter : rule.parameters()) {
                put(texts, rule, "parameter." + parameter.name(), parameter.meaning());
            }
        }
        return texts;
    }

    private static void put(Map<String, String> texts, RuleDefinition rule, String part, String text) {
        texts.put("rule.shipped." + rule.id() + "." + part, text.replace('\'', '\u2019'));
    }

    private static String own(RuleDefinition rule, String part) {
        return switch (part) {
            case "name" -> rule.name();
            case "meaning" -> rule.meaning();
            case "what-to-do" -> rule.whatToDo();
            default -> rule.unit();
        };
    }
}
