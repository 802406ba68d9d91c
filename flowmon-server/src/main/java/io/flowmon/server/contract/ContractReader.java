/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.definition.Severity;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Makes a contract of a file, or tells all its mistakes. Any thread. */
final class ContractReader {

    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "what-to-do",
            "severity",
            "starts-with",
            "outcome",
            "within",
            "takes",
            "settle",
            "resolve-after",
            "order",
            "others",
            "steps");

    /** In bytes or characters. */
    static final int LARGEST = 1_000_000;

    private static final int DEEPEST = 50;
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration RESOLVE_AFTER = Duration.ofMinutes(10);

    /** Further back flows are not looked for when they go on. */
    private static final Duration LONGEST_SETTLE = Duration.ofMinutes(30);

    private final String id;
    private final Problems problems;

    private ContractReader(String id, Problems problems) {
        this.id = id;
        this.problems = problems;
    }

    static ContractFile read(String id, String file, String text) {
        Problems problems = new Problems(file);
        ContractReader reader = new ContractReader(id, problems);
        Node root = reader.compose(text);
        Contract contract = root == null ? null : reader.contract(root);
        List<ContractProblem> found = problems.found();
        return new ContractFile(id, file, text, found.isEmpty() ? contract : null, found, false);
    }

    private @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(1, 1, "the file says nothing");
            }
            return root;
        } catch (MarkedYAMLException unreadable) {
            String context = unreadable.getContext();
            problems.add(
                    unreadable.getProblemMark(),
                    (context == null ? "" : context + ": ") + String.valueOf(unreadable.getProblem()));
        } catch (YAMLException unreadable) {
            problems.add(
                    1,
                    1,
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("unreadable"));
        }
        return null;
    }

    private @Nullable Contract contract(Node node) {
        YamlMapping fields = YamlMapping.of(node, "a contract", KEYS, problems);
        fields.require("name", "what people call it");
        fields.require("starts-with", "the module and endpoint of the flow's first message");
        String name = fields.text("name");
        String description = fields.text("description");
        String whatToDo = fields.text("what-to-do");
        Duration within = fields.duration("within", StepReader.SHORTEST, StepReader.LONGEST);
        Duration settle = fields.duration("settle", Duration.ofSeconds(1), LONGEST_SETTLE);
        Duration resolveAfter = fields.duration("resolve-after", Duration.ofSeconds(1), StepReader.LONGEST);
        String severity = fields.word("severity", "warning", severities());
        ExpectedStep root = new StepReader(problems).root(fields);
        return name == null || root == null
                ? null
                : new Contract(
                        id,
                        name,
                        description == null ? "" : description,
                        whatToDo == null
                                ? "Open a flow behind it, and see what is not as its contract \"" + id + "\" says."
                                : whatToDo,
                        Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                        root,
                        within,
                        settle == null ? SETTLE : settle,
                        resolveAfter == null ? RESOLVE_AFTER : resolveAfter);
    }

    private static Set<String> severities() {
        Set<String> words = new TreeSet<>();
        for (Severity severity : Severity.values()) {
            words.add(severity.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
