/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.scenario.Scenario;
import io.flowmon.rules.scenario.ScenarioException;
import io.flowmon.rules.scenario.ScenarioRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays the scenarios of a folder through its rules and the shipped ones. */
@Command(
        name = "test-rules",
        description =
                "Plays the scenarios of a folder (*.scenario) through its rules (*.sql) and those that flowmon brings.")
final class TestRulesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Folder with rules and scenarios.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        quietenFlink();
        PrintWriter out = spec.commandLine().getOut();
        RuleSet rules = RuleSet.load(Optional.of(folder), List.of());
        rules.problems().forEach(out::println);
        List<Path> scenarios = scenarios();
        if (scenarios.isEmpty()) {
            throw new IOException("There is no *.scenario in " + folder);
        }
        int wrong = rules.problems().size();
        try (ScenarioRunner runner = ScenarioRunner.start()) {
            for (Path scenario : scenarios) {
                List<String> differences = play(runner, scenario, rules);
                out.println((differences.isEmpty() ? "as expected: " : "different:   ") + scenario);
                differences.forEach(difference -> out.println("  " + difference));
                out.flush();
                wrong += differences.size();
            }
        }
        return wrong == 0 ? 0 : 1;
    }

    /** It has a word for every step of its own, between which nobody finds what is asked for. */
    private static void quietenFlink() {
        LoggingSystem logging = LoggingSystem.get(TestRulesCommand.class.getClassLoader());
        for (String talker : List.of("org.apache.flink", "org.apache.pekko")) {
            logging.setLogLevel(talker, LogLevel.ERROR);
        }
    }

    private static List<String> play(ScenarioRunner runner, Path file, RuleSet rules)
            throws IOException, InterruptedException {
        try {
            return runner.run(Scenario.read(file), rules);
        } catch (RuleProblemException unusable) {
            return List.of(unusable.problem().toString());
        } catch (ScenarioException unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".scenario"))
                    .sorted()
                    .toList();
        }
    }
}
