/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The entries of a mapping, read as what they are to be. Whatever is wrong is told to {@link Problems}, and then as if the entry
 * were not there. Only nodes are read, nothing is made of tags.
 */
final class YamlMapping {

    private static final int LONGEST_TEXT = 10_000;
    private static final Pattern NO_UNIT = Pattern.compile("[+-]?\\d+");

    private final Node node;
    private final Problems problems;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private YamlMapping(Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /** An empty one if the node is no mapping. */
    static YamlMapping of(Node node, String what, List<String> known, Problems problems) {
        YamlMapping mapping = new YamlMapping(node, problems);
        if (!(node instanceof MappingNode entries)) {
            problems.add(node, what + " is written as \"key: value\" lines");
            return mapping;
        }
        for (NodeTuple entry : entries.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(key)) {
                problems.add(
                        entry.getKeyNode(),
                        "there is no \"%s\" in %s; there are %s".formatted(key, what, String.join(", ", known)));
            } else if (mapping.entries.put(key, entry.getValueNode()) != null) {
                problems.add(entry.getKeyNode(), "\"" + key + "\" stands twice");
            }
        }
        return mapping;
    }

    @Nullable
    Node node(String key) {
        return entries.get(key);
    }

    /** Tells that an entry is missing, if it is. */
    void require(String key, String what) {
        if (!entries.containsKey(key)) {
            problems.add(node, "\"" + key + "\" is missing: " + what);
        }
    }

    @Nullable
    String text(String key) {
        Node value = entries.get(key);
        return value == null ? null : scalar(key, value);
    }

    /** One text or a list of them. */
    List<String> texts(String key) {
        Node value = entries.get(key);
        if (value instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> scalar(key, item))
                    .flatMap(text -> Optional.ofNullable(text).stream())
                    .toList();
        }
        String text = value == null ? null : scalar(key, value);
        return text == null ? List.of() : List.of(text);
    }

    /** The items of a list; none if it is absent. */
    List<Node> list(String key) {
        Node value = entries.get(key);
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        if (value != null) {
            problems.add(value, "\"" + key + "\" is a list: lines that begin with \"- \"");
        }
        return List.of();
    }

    /** A duration within the bounds. */
    @Nullable
    Duration duration(String key, Duration least, Duration most) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(text.strip());
            if (NO_UNIT.matcher(text.strip()).matches()) {
                wrong(key, "\"%s\" has no unit, such as %sms, %ss or %sm".formatted(key, text, text, text));
                return null;
            }
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
            wrong(key, "\"%s\" is from %s to %s".formatted(key, simple(least), simple(most)));
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            wrong(key, "\"" + key + "\" is a duration such as 300ms, 2s or 5m, not \"" + text + "\"");
        }
        return null;
    }

    /** One of the words; the fallback if it is absent or none of them. */
    String word(String key, String fallback, Set<String> words) {
        String text = text(key);
        if (text == null || words.contains(text)) {
            return text == null ? fallback : text;
        }
        wrong(key, "\"%s\" is one of %s, not \"%s\"".formatted(key, String.join(", ", words), text));
        return fallback;
    }

    /** Tells what is wrong with an entry's value. */
    void wrong(String key, String message) {
        problems.add(entries.getOrDefault(key, node), message);
    }

    private @Nullable String scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            problems.add(value, "\"" + key + "\" is a text, no list and no mapping");
            return null;
        }
        if (scalar.getValue().isBlank() || Tag.NULL.equals(scalar.getTag())) {
            problems.add(value, "\"" + key + "\" has no value");
            return null;
        }
        if (scalar.getValue().length() > LONGEST_TEXT) {
            problems.add(value, "\"" + key + "\" has more than " + LONGEST_TEXT + " characters");
            return null;
        }
        return scalar.getValue();
    }

    private static String simple(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
