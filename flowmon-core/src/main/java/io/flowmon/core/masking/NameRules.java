/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides by name. Each name is decided once and remembered, within bounds: names may come from hostile input. */
final class NameRules {

    private static final int RECENT = 256;
    private static final int MAX_CACHED = 4096;
    private static final int MAX_CACHED_LENGTH = 64;

    /** Words beyond these are not looked at, and such a name is masked: nobody names a field so. */
    private static final int MAX_LENGTH = 256;

    /** The longest sequence of words that is looked up as one. */
    private static final int MAX_SEQUENCE = 6;

    private static final Set<String> LABELS =
            Set.of("name", "key", "field", "fieldname", "header", "param", "parameter", "property", "attribute");

    private static final Set<String> LABELLED =
            Set.of("value", "values", "val", "content", "data", "text", "newvalue", "oldvalue");

    /** Names that were asked for lately, by hash: a parser gives the same string for a name again and again. */
    private final @Nullable String[] recentNames = new String[RECENT];

    private final NameRule[] recentRules = new NameRule[RECENT];
    private final Map<String, NameRule> cache = new HashMap<>();
    private final Map<String, NameRule> headerCache = new HashMap<>();
    private final Set<String> sensitive = new HashSet<>(DefaultNames.SENSITIVE);
    private final Set<String> configured = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> allowed = new HashSet<>();
    private final Set<String> headers = new HashSet<>(DefaultNames.HEADERS);

    NameRules(MaskingRules rules) {
        rules.maskedNames().forEach(name -> configured.add(NameWords.join(name)));
        configured.remove("");
        sensitive.addAll(configured);
        rules.keptNames().forEach(name -> kept.add(NameWords.join(name)));
        rules.allowedNames().stream()
                .filter(name -> !PathRules.isPath(name))
                .forEach(name -> allowed.add(NameWords.join(name)));
        rules.maskedHeaders().forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
    }

    @SuppressWarnings("ReferenceEquality") // the same string is the same name; another one is looked up
    NameRule of(String name) {
        int slot = name.hashCode() & (RECENT - 1);
        if (recentNames[slot] == name) {
            return recentRules[slot];
        }
        NameRule known = cache.get(name);
        NameRule rule = known == null ? remember(cache, name, decide(name)) : known;
        if (name.length() <= MAX_CACHED_LENGTH) {
            recentNames[slot] = name;
            recentRules[slot] = rule;
        }
        return rule;
    }

    NameRule ofHeader(String name) {
        NameRule known = headerCache.get(name);
        if (known != null) {
            return known;
        }
        NameRule rule = of(name);
        if (!rule.kept() && headers.contains(name.toLowerCase(Locale.ROOT))) {
            rule = rule.asMaskedLine();
        }
        return remember(headerCache, name, rule);
    }

    private static NameRule remember(Map<String, NameRule> cache, String name, NameRule rule) {
        if (cache.size() < MAX_CACHED && name.length() <= MAX_CACHED_LENGTH) {
            cache.put(name, rule);
        }
        return rule;
    }

    private NameRule decide(String name) {
        if (name.length() > MAX_LENGTH) {
            return NameRule.UNDECIDABLE;
        }
        List<String> words = NameWords.split(name);
        String joined = String.join("", words);
        boolean keep = kept.contains(joined);
        return new NameRule(
                !keep && isSensitive(words, joined),
                keep,
                allowed.contains(joined),
                false,
                LABELS.contains(joined),
                LABELLED.contains(joined));
    }

    private boolean isSensitive(List<String> words, String joined) {
        if (DefaultNames.SENSITIVE_ALONE.contains(joined) || configured.contains(joined)) {
            return true;
        }
        if (containsSequence(words, configured)) {
            return true;
        }
        if (isAbout(words)) {
            return false;
        }
        return containsSequence(words, sensitive) || words.stream().anyMatch(NameRules::hidesSensitiveWord);
    }

    private static boolean isAbout(List<String> words) {
        int last = words.size() - 1;
        return last > 0
                && (DefaultNames.ABOUT.contains(words.get(last))
                        || DefaultNames.ABOUT.contains(words.get(last - 1) + words.get(last)));
    }

    private static boolean containsSequence(List<String> words, Set<String> terms) {
        if (terms.isEmpty()) {
            return false;
        }
        for (int from = 0; from < words.size(); from++) {
            StringBuilder sequence = new StringBuilder();
            for (int to = from; to < Math.min(words.size(), from + MAX_SEQUENCE); to++) {
                if (terms.contains(sequence.append(words.get(to)).toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hidesSensitiveWord(String word) {
        for (String term : DefaultNames.SENSITIVE_INSIDE) {
            if (word.contains(term)) {
                return true;
            }
        }
        for (String ending : DefaultNames.SENSITIVE_ENDINGS) {
            if (word.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
