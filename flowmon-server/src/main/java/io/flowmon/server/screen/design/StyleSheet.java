/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the style sheet of all pages says of itself. Immutable.
 *
 * @param tokens in their order
 * @param local custom properties that no token declares: components and rows set them
 * @param textSizes sizes of text in pixels, and how often each is used
 * @param spaces gaps and paddings in pixels, and how often each is used
 */
record StyleSheet(
        List<DesignToken> tokens, List<String> local, Map<Double, Integer> textSizes, Map<Double, Integer> spaces) {

    private static final String ROOT = ":root {";
    private static final String SURFACE = "surface";
    private static final String SOFT = "-soft";
    private static final String TEXT = "-text";
    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+):\\s*([^;]+);");
    private static final Pattern NAME = Pattern.compile("--([a-z][a-z0-9-]*)");
    private static final Pattern TEXT_SIZE = Pattern.compile("\\bfont(?:-size)?:[^;}]*?\\b([0-9.]+)px");
    private static final Pattern SPACE = Pattern.compile("\\b(?:gap|padding[a-z-]*):([^;}]+)");
    private static final Pattern PIXELS = Pattern.compile("(?<![0-9.-])([0-9.]+)px");

    /** Reads its text: the first block of the root has what counts in light, the second what differs in dark. */
    static StyleSheet of(String css) {
        int first = css.indexOf(ROOT);
        int second = css.indexOf(ROOT, first + 1);
        Map<String, String> light = declared(css, first);
        Map<String, String> dark = new LinkedHashMap<>(light);
        dark.putAll(declared(css, second));
        TreeSet<String> local = new TreeSet<>();
        NAME.matcher(css).results().map(one -> one.group(1)).forEach(local::add);
        local.removeAll(light.keySet());
        return new StyleSheet(
                light.keySet().stream().map(name -> token(name, light, dark)).toList(),
                List.copyOf(local),
                counted(TEXT_SIZE.matcher(css)),
                spaces(css));
    }

    private static Map<String, String> declared(String css, int from) {
        Map<String, String> declared = new LinkedHashMap<>();
        String block = css.substring(from, css.indexOf('}', from));
        TOKEN.matcher(block).results().forEach(one -> declared.put(one.group(1), one.group(2)));
        return declared;
    }

    private static DesignToken token(String name, Map<String, String> light, Map<String, String> dark) {
        return new DesignToken(
                name,
                light.getOrDefault(name, ""),
                dark.getOrDefault(name, ""),
                Contrast.of(light.get(name), light.get(SURFACE)),
                Contrast.of(dark.get(name), dark.get(SURFACE)),
                Contrast.of(light.get(name), light.get(ground(name))),
                Contrast.of(dark.get(name), dark.get(ground(name))));
    }

    /** What a colour stands on, besides the surface: the soft one of the same name, or the one that it is the text of. */
    private static String ground(String name) {
        if (name.endsWith(TEXT)) {
            return name.substring(0, name.length() - TEXT.length());
        }
        return name.equals("text") ? "" : name + SOFT;
    }

    private static Map<Double, Integer> spaces(String css) {
        StringBuilder values = new StringBuilder();
        SPACE.matcher(css).results().map(MatchResult::group).forEach(one -> values.append(one)
                .append('\n'));
        return counted(PIXELS.matcher(values));
    }

    private static Map<Double, Integer> counted(Matcher sizes) {
        Map<Double, Integer> counted = new TreeMap<>();
        sizes.results().forEach(one -> counted.merge(Double.valueOf(one.group(1)), 1, Integer::sum));
        return counted;
    }
}
