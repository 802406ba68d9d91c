/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.alert;

import io.flowmon.server.screen.Figures;
import io.flowmon.server.text.Texts;
import io.flowmon.server.text.VisibleText;
import java.util.Locale;

/**
 * What a rule says, in the viewer's language where that is known: of a shipped rule, as long as it still says what it said when it
 * was shipped. A user's own rule, his file in place of a shipped one, and an alert of a former version say what they say.
 */
public final class RuleText {

    private RuleText() {}

    /**
     * The text as it is shown.
     *
     * @param rule the rule's id
     * @param part {@code name}, {@code meaning}, {@code what-to-do}, {@code unit}, or {@code parameter.} and its name
     * @param own what the rule says itself
     */
    public static String of(String rule, String part, String own) {
        String key = "rule.shipped." + rule + "." + part;
        String shipped = Texts.find(key, Locale.ENGLISH);
        return own.replace('\'', '\u2019').equals(shipped) ? Texts.of(key, Figures.language()) : VisibleText.of(own);
    }
}
