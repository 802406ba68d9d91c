/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that can run, and the problems of those that cannot. A user's file takes the place of a shipped rule of the same
 * name, even when there is something wrong with it.
 *
 * @param rules in the order of their ids
 * @param overrides for all of them
 */
public record RuleSet(List<RuleDefinition> rules, List<RuleProblem> problems, List<ParameterOverride> overrides) {

    /** The rules that flowmon brings, by their files. */
    private static final List<String> SHIPPED = List.of(
            "anomaly.sql",
            "broken-instance.sql",
            "broken-service.sql",
            "error-rate.sql",
            "lost-call.sql",
            "lost-message.sql",
            "never-sent.sql",
            "received-twice.sql",
            "slow-flow.sql",
            "slow-percentile.sql",
            "slow-step.sql",
            "stuck.sql",
            "throttling.sql",
            "unattended.sql");

    private static final String EXTENSION = ".sql";

    public RuleSet {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
        overrides = List.copyOf(overrides);
    }

    /** The shipped rules with their defaults. */
    public static RuleSet shipped() {
        return load(Optional.empty(), List.of());
    }

    /**
     * The shipped rules and those of a folder: its files that end with {@code .sql}, without those of its subfolders.
     * A folder that cannot be read is a problem too.
     */
    public static RuleSet load(Optional<Path> folder, List<ParameterOverride> overrides) {
        Map<String, RuleDefinition> rules = new LinkedHashMap<>();
        List<RuleProblem> problems = new ArrayList<>();
        for (String name : SHIPPED) {
            add(rules, problems, name, "shipped:" + name, shippedText(name));
        }
        folder.ifPresent(path -> {
            for (Path file : files(path, problems)) {
                String name = String.valueOf(file.getFileName());
                rules.remove(id(name));
                try {
                    add(rules, problems, name, file.toString(), Files.readString(file));
                } catch (IOException unreadable) {
                    problems.add(new RuleProblem(file.toString(), 1, 1, "cannot be read as UTF-8: " + unreadable));
                }
            }
        });
        for (ParameterOverride override : overrides) {
            if (!rules.containsKey(override.rule())) {
                problems.add(new RuleProblem(
                        override.rule() + EXTENSION,
                        1,
                        1,
                        "a value is set for \"" + override.parameter() + "\", but there is no such rule that runs"));
            }
        }
        return new RuleSet(
                rules.values().stream()
                        .sorted((a, b) -> a.id().compareTo(b.id()))
                        .toList(),
                problems,
                overrides);
    }

    private static void add(
            Map<String, RuleDefinition> rules, List<RuleProblem> problems, String name, String file, String text) {
        try {
            RuleDefinition rule = RuleFileReader.read(name, file, text);
            rules.put(rule.id(), rule);
        } catch (RuleProblemException unusable) {
            problems.add(unusable.problem());
        }
    }

    private static List<Path> files(Path folder, List<RuleProblem> problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(new RuleProblem(folder.toString(), 1, 1, "is no folder that can be read: " + unreadable));
            return List.of();
        }
    }

    private static String id(String name) {
        return name.substring(0, name.length() - EXTENSION.length());
    }

    private static String shippedText(String name) {
        try (InputStream text = RuleSet.class.getResourceAsStream("/io/flowmon/rules/shipped/" + name)) {
            if (text == null) {
                throw new IllegalStateException("The shipped rule " + name + " is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
