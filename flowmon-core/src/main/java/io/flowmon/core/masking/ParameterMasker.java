/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masks what is {@code application/x-www-form-urlencoded}: query strings, and forms as a map of parameters. */
final class ParameterMasker {

    private static final String UNDECODABLE = "?";

    private final ValueMasker values;

    ParameterMasker(ValueMasker values) {
        this.values = values;
    }

    /** The query string with values masked, and all else as it was written. */
    String query(String raw, Charset charset) {
        StringBuilder shown = new StringBuilder(raw.length());
        boolean authorization = AuthorizationParameters.areIn(names(raw, charset));
        int from = 0;
        while (from <= raw.length()) {
            int to = endOfPair(raw, from);
            if (from > 0) {
                shown.append('&');
            }
            pair(raw, from, to, charset, authorization, shown);
            from = to + 1;
        }
        return shown.toString();
    }

    private void pair(String raw, int from, int to, Charset charset, boolean authorization, StringBuilder shown) {
        int equals = indexOfEquals(raw, from, to);
        if (equals == to) {
            shown.append(masked(NameRule.UNNAMED, raw.substring(from, to), charset));
            return;
        }
        String rawName = raw.substring(from, equals);
        String name = decode(rawName, charset);
        NameRule rule = rule(name, authorization);
        shown.append(name == null ? UNDECODABLE : reencoded(rawName, name, shownName(name), charset));
        shown.append('=').append(masked(rule, raw.substring(equals + 1, to), charset));
    }

    /** A raw value, masked; unchanged and still encoded if there was nothing to mask. */
    private String masked(NameRule rule, String raw, Charset charset) {
        if (raw.isEmpty()) {
            return raw;
        }
        String value = decode(raw, charset);
        return value == null ? values.mask() : reencoded(raw, value, values.value(rule, value), charset);
    }

    private static String reencoded(String raw, String decoded, String shown, Charset charset) {
        if (shown.equals(decoded)) {
            return raw;
        }
        return shown.equals(Masker.MASK) ? shown : URLEncoder.encode(shown, charset);
    }

    /** The parameters of a form, masked, in their order. */
    Map<String, List<String>> form(String raw, Charset charset) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        boolean authorization = AuthorizationParameters.areIn(names(raw, charset));
        int from = 0;
        while (from < raw.length()) {
            int to = endOfPair(raw, from);
            if (to > from) {
                int nameEnd = indexOfEquals(raw, from, to);
                String name = decode(raw.substring(from, nameEnd), charset);
                String value = nameEnd == to ? "" : decode(raw.substring(nameEnd + 1, to), charset);
                put(form, name, value, authorization);
            }
            from = to + 1;
        }
        return form;
    }

    /** Parameters that are already decoded, masked. */
    Map<String, List<String>> form(Map<String, List<String>> parameters) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        boolean authorization = AuthorizationParameters.areIn(parameters.keySet());
        parameters.forEach((name, list) -> list.forEach(value -> put(form, name, value, authorization)));
        return form;
    }

    private void put(
            Map<String, List<String>> form, @Nullable String name, @Nullable String value, boolean authorization) {
        NameRule rule = rule(name, authorization);
        String shownName = name == null ? UNDECODABLE : shownName(name);
        String shownValue = value == null ? values.mask() : value.isEmpty() ? value : values.value(rule, value);
        form.computeIfAbsent(shownName, key -> new ArrayList<>(1)).add(shownValue);
    }

    /** A document that was sent as a form is one long name: it may hold anything, and is masked whole. */
    private String shownName(String name) {
        return name.indexOf('"') >= 0 || name.indexOf('{') >= 0 || name.indexOf('<') >= 0
                ? values.mask()
                : values.name(name);
    }

    private NameRule rule(@Nullable String name, boolean authorization) {
        if (name == null) {
            return NameRule.UNDECIDABLE;
        }
        NameRule rule = values.rule(name);
        return authorization && !rule.kept() && AuthorizationParameters.isSecret(name) ? NameRule.UNDECIDABLE : rule;
    }

    private static List<String> names(String raw, Charset charset) {
        List<String> names = new ArrayList<>();
        int from = 0;
        while (from < raw.length()) {
            int to = endOfPair(raw, from);
            String name = decode(raw.substring(from, indexOfEquals(raw, from, to)), charset);
            if (name != null) {
                names.add(name);
            }
            from = to + 1;
        }
        return names;
    }

    /** Where a pair's equals sign stands, or {@code to}. */
    private static int indexOfEquals(String raw, int from, int to) {
        int i = from;
        while (i < to && raw.charAt(i) != '=') {
            i++;
        }
        return i;
    }

    private static int endOfPair(String raw, int from) {
        int end = raw.indexOf('&', from);
        return end < 0 ? raw.length() : end;
    }

    private static @Nullable String decode(String raw, Charset charset) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw, charset);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
