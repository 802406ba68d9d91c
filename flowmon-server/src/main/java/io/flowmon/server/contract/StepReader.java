/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the steps of a contract. What names a step above itself, as aliases can, is refused by its depth. */
final class StepReader {

    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofDays(1);

    private static final List<String> START_KEYS = List.of("module", "endpoint");
    private static final List<String> STEP_KEYS = List.of(
            "module", "endpoint", "count", "optional", "outcome", "within", "takes", "order", "others", "steps");

    private static final String ANY = "any";
    private static final Set<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::wireName).collect(Collectors.toCollection(TreeSet::new));

    static final int DEEPEST = 20;
    private static final int MOST = 500;
    /** The store looks for such names as well, and tries more the more of them there are. */
    private static final int MOST_STARS = 10;

    private final Problems problems;
    private int read;

    StepReader(Problems problems) {
        this.problems = problems;
    }

    /** The first message: its name stands under {@code starts-with}, all else beside that. */
    @Nullable
    ExpectedStep root(YamlMapping contract) {
        Node start = contract.node("starts-with");
        if (start == null) {
            contract.list("steps").forEach(step -> below(step, true, 2));
            return null;
        }
        YamlMapping name = YamlMapping.of(start, "starts-with", START_KEYS, problems);
        return step(name, contract, null, true, 1);
    }

    private @Nullable ExpectedStep below(Node node, boolean othersForbidden, int depth) {
        if (depth > DEEPEST || read >= MOST) {
            problems.add(
                    node, "there are more than %d steps, or more than %d below each other".formatted(MOST, DEEPEST));
            return null;
        }
        read++;
        YamlMapping fields = YamlMapping.of(node, "a step", STEP_KEYS, problems);
        return step(fields, fields, fields, othersForbidden, depth);
    }

    private @Nullable ExpectedStep step(
            YamlMapping name, YamlMapping fields, @Nullable YamlMapping counted, boolean othersForbidden, int depth) {
        name.require("endpoint", "such as POST /orders or LIST orders");
        Glob module = pattern(name, "module");
        Glob endpoint = pattern(name, "endpoint");
        Count count = counted == null ? Count.ONE : count(counted);
        boolean optional = counted != null
                && counted.word("optional", "false", Set.of("true", "false")).equals("true");
        Set<String> outcomes = outcomes(fields);
        Duration within = counted == null ? null : fields.duration("within", SHORTEST, LONGEST);
        Duration takes = fields.duration("takes", SHORTEST, LONGEST);
        boolean inOrder = fields.word("order", ANY, new TreeSet<>(Set.of(ANY, "sequential")))
                .equals("sequential");
        boolean forbidden = fields.word(
                        "others",
                        othersForbidden ? "forbidden" : "allowed",
                        new TreeSet<>(Set.of("forbidden", "allowed")))
                .equals("forbidden");
        List<ExpectedStep> steps = new ArrayList<>();
        for (Node node : fields.list("steps")) {
            ExpectedStep step = below(node, forbidden, depth + 1);
            if (step != null) {
                steps.add(step);
            }
        }
        return endpoint == null
                ? null
                : new ExpectedStep(
                        module,
                        endpoint,
                        count,
                        optional || count.least() == 0,
                        outcomes,
                        within,
                        takes,
                        inOrder,
                        forbidden,
                        steps);
    }

    private static @Nullable Glob pattern(YamlMapping name, String key) {
        String text = name.text(key);
        Glob glob = text == null ? null : Glob.of(text);
        if (glob != null && glob.stars().size() > MOST_STARS) {
            name.wrong(key, "\"" + key + "\" has more than " + MOST_STARS + " * in it");
            return null;
        }
        return glob;
    }

    private static Count count(YamlMapping fields) {
        String text = fields.text("count");
        if (text == null) {
            return Count.ONE;
        }
        return Count.parse(text).orElseGet(() -> {
            fields.wrong("count", "\"count\" is a number or a range such as 1..5 or 1..*, not \"" + text + "\"");
            return Count.ONE;
        });
    }

    /** None for any. */
    private static Set<String> outcomes(YamlMapping fields) {
        List<String> texts = fields.texts("outcome");
        if (texts.contains(ANY)) {
            return Set.of();
        }
        for (String text : texts) {
            if (!OUTCOMES.contains(text)) {
                fields.wrong(
                        "outcome",
                        "\"outcome\" is any, or of %s, not \"%s\"".formatted(String.join(", ", OUTCOMES), text));
            }
        }
        return texts.isEmpty() ? Set.of(Outcome.OK.wireName()) : Set.copyOf(texts);
    }
}
