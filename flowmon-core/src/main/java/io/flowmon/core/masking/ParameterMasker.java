/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
        int from = 0;
        while (from <= raw.length()) {
            int to = endOfPair(raw, from);
            if (from > 0) {
                shown.append('&');
            }
            pair(raw, from, to, charset, shown);
            from = to + 1;
        }
        return shown.toString();
    }

    private void pair(String raw, int from, int to, Charset charset, StringBuilder shown) {
        int equals = indexOfEquals(raw, from, to);
        if (equals == to) {
            shown.append(masked(NameRule.UNNAMED, raw.substring(from, to), charset));
            return;
        }
        String rawName = raw.substring(from, equals);
        String name = decode(rawName, charset);
        NameRule rule = name == null ? NameRule.UNDECIDABLE : values.rule(name);
        shown.append(name == null ? UNDECODABLE : reencoded(rawName, name, values.name(name), charset));
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
        int from = 0;
        while (from < raw.length()) {
            int to = endOfPair(raw, from);
            if (to > from) {
                int nameEnd = indexOfEquals(raw, from, to);
                String name = decode(raw.substring(from, nameEnd), charset);
                String value = nameEnd == to ? "" : decode(raw.substring(nameEnd + 1, to), charset);
                put(form, name, value);
            }
            from = to + 1;
        }
        return form;
    }

    /** Parameters that are already decoded, masked. */
    Map<String, List<String>> form(Map<String, List<String>> parameters) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        parameters.forEach((name, list) -> list.forEach(value -> put(form, name, value)));
        return form;
    }

    private void put(Map<String, List<String>> form, @Nullable String name, @Nullable String value) {
        NameRule rule = name == null ? NameRule.UNDECIDABLE : values.rule(name);
        String shownName = name == null ? UNDECODABLE : values.name(name);
        String shownValue = value == null ? values.mask() : value.isEmpty() ? value : values.value(rule, value);
        form.computeIfAbsent(shownName, key -> new ArrayList<>(1)).add(shownValue);
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

    /** A path: shown as it was, or, where something had to be masked, decoded. */
    String path(String raw) {
        String decoded = decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (decoded == null) {
            return values.text(raw);
        }
        String shown = values.text(decoded);
        return shown.equals(decoded) ? raw : shown;
    }
}
