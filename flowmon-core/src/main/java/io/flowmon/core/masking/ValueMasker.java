/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Masks single values, named and unnamed. What every kind of content has in common. */
final class ValueMasker {

    /** Shorter texts hold no value that has a shape. */
    private static final int MIN_SHAPE = 12;

    private final NameRules names;
    private final TextMasker text;
    private final boolean allowList;
    private final Tally tally;

    ValueMasker(NameRules names, TextMasker text, boolean allowList, Tally tally) {
        this.names = names;
        this.text = text;
        this.allowList = allowList;
        this.tally = tally;
    }

    NameRule rule(String name) {
        return names.of(name);
    }

    NameRule headerRule(String name) {
        return names.ofHeader(name);
    }

    /** A name as it may be shown: maps are keyed by anything. */
    String name(String name) {
        return name.length() < MIN_SHAPE ? name : shapes(name);
    }

    /** Whether the value of a field with this rule is masked whole. */
    boolean masksWhole(NameRule rule, boolean allowed) {
        return rule.masked() || (allowList && !allowed && !rule.allowed());
    }

    String value(NameRule rule, String value) {
        if (masksWhole(rule, false)) {
            return tally.mask();
        }
        return rule.kept() ? value : text(value);
    }

    String text(String value) {
        String shown = text.mask(value);
        tally.add(text.replaced());
        return shown;
    }

    String shapes(String value) {
        String shown = text.maskShapes(value);
        tally.add(text.replaced());
        return shown;
    }

    /** Whether the range holds what must not leave; {@link #changed} then has the new text. */
    boolean changes(char[] value, int from, int to, boolean byName) {
        boolean changes = text.mask(value, from, to, byName);
        tally.add(text.replaced());
        return changes;
    }

    String changed() {
        return text.result();
    }

    String mask() {
        return tally.mask();
    }
}
