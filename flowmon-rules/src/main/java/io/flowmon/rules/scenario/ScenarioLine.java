/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a scenario's file, as words. Whatever is asked for and not there is told with file and line.
 *
 * @param number from 1
 */
record ScenarioLine(String file, int number, List<String> words) {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s'=]+=)?(?:'[^']*'|[^\\s']+)");
    private static final double NANOS = 1e9;

    static ScenarioLine of(String file, int number, String text) throws ScenarioException {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        ScenarioLine line = new ScenarioLine(file, number, words);
        if (words.isEmpty()) {
            throw line.problem("there is nothing in this line that can be read");
        }
        return line;
    }

    int size() {
        return words.size();
    }

    /** The word at this place. */
    String at(int index, String what) throws ScenarioException {
        if (index >= words.size()) {
            throw problem(what + " is missing");
        }
        return unquoted(words.get(index));
    }

    /** The word at this place, in seconds. */
    Duration secondsAt(int index) throws ScenarioException {
        return seconds(at(index, "a time"));
    }

    /** A module's type and id at this place. */
    String[] moduleAt(int index) throws ScenarioException {
        String[] module = at(index, "the module").split("/", 2);
        return new String[] {module[0], module.length > 1 ? module[1] : module[0] + "_host_1"};
    }

    /** The words from this place on, each a {@code key=value}. */
    Map<String, String> pairsFrom(int from, Set<String> known) throws ScenarioException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words.subList(Math.min(from, words.size()), words.size())) {
            String[] pair = word.split("=", 2);
            if (pair.length < 2 || !known.contains(pair[0])) {
                throw problem("\"" + word + "\" means nothing here; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            pairs.put(pair[0], unquoted(pair[1]));
        }
        return pairs;
    }

    /** One of the pairs, in seconds. */
    Duration seconds(Map<String, String> pairs, String key) throws ScenarioException {
        String value = pairs.get(key);
        if (value == null) {
            throw problem(key + "= is missing");
        }
        return seconds(value);
    }

    Duration seconds(String word) throws ScenarioException {
        try {
            return Duration.ofNanos(Math.round(Double.parseDouble(word) * NANOS));
        } catch (NumberFormatException none) {
            throw problem("\"" + word + "\" is no time in seconds");
        }
    }

    ScenarioException problem(String message) {
        return new ScenarioException(file, number, message);
    }

    static String unquoted(String word) {
        return word.length() > 1 && word.startsWith("'") && word.endsWith("'")
                ? word.substring(1, word.length() - 1)
                : word;
    }
}
