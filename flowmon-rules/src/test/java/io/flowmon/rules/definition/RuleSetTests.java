/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTests {

    private static final String HEADER = """
            -- name: Many orders
            -- severity: info
            -- meaning: Somebody orders a lot.
            -- what-to-do: Be glad,
            --   and order more yourself.
            """;

    @TempDir
    private Path folder;

    @Test
    void shipped_allAreUsable() {
        RuleSet shipped = RuleSet.shipped();

        assertThat(shipped.problems()).isEmpty();
        assertThat(shipped.rules())
                .extracting(RuleDefinition::id)
                .containsExactly(
                        "anomaly",
                        "broken-instance",
                        "broken-service",
                        "error-rate",
                        "lost-call",
                        "lost-message",
                        "never-sent",
                        "received-twice",
                        "slow-flow",
                        "slow-percentile",
                        "slow-step",
                        "stuck",
                        "throttling",
                        "unattended");
    }

    @Test
    void load_fileInTheFolder_isARule() throws IOException {
        write("many-orders.sql", HEADER + "-- resolve-after: 30s\n-- waits-for-senders: yes\n\nSELECT 1");

        RuleDefinition rule = rule("many-orders");

        assertThat(rule.name()).isEqualTo("Many orders");
        assertThat(rule.severity()).isEqualTo(Severity.INFO);
        assertThat(rule.whatToDo()).isEqualTo("Be glad, and order more yourself.");
        assertThat(rule.resolveAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rule.waitsForSenders()).isTrue();
        assertThat(rule.firstLine()).isEqualTo(9);
    }

    @Test
    void load_fileNamedLikeAShippedRule_takesItsPlace() throws IOException {
        write("slow-step.sql", HEADER + "SELECT 1");

        assertThat(rule("slow-step").name()).isEqualTo("Many orders");
    }

    @Test
    void load_fileNamedLikeAShippedRuleAndUnusable_leavesNeither() throws IOException {
        write("slow-step.sql", "SELECT 1");

        RuleSet rules = load();

        assertThat(rules.rules()).extracting(RuleDefinition::id).doesNotContain("slow-step");
        assertThat(rules.problems())
                .singleElement()
                .extracting(RuleProblem::file)
                .isEqualTo(file("slow-step.sql"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -- severity: loud            | 5:14 | a severity is info, warning or critical
            -- sevrity: info             | 5:4  | "sevrity" means nothing in a header
            -- name: again               | 5:4  | "name" stands twice
            -- resolve-after: soon       | 5:19 | "soon" is no duration
            -- waits-for-senders: maybe  | 5:23 | waits-for-senders is yes or no
            -- parameter: x              | 5:15 | a parameter is written as
            -- parameter: x text a b     | 5:15 | x: there is no type "text"
            -- parameter: x number a b   | 5:15 | x:
            -- parameter: x interval 5ms b | 5:15 | x: an interval is a whole number of seconds
            -- measure: speed            | 5:13 | there is no measure "speed", only elapsed-max, elapsed-percentile
            -- measure: elapsed-max      | 5:13 | there is no parameter "threshold" of type duration or number
            -- measure: elapsed-max x y  | 5:13 | a measure is written as: name parameter
            --comment                    | 5:1  | the header has lines
            """)
    void load_headerWithAMistake_namesItsPlace(String line, String place, String message) throws IOException {
        String header = line.contains("severity:") ? HEADER.replaceAll("-- severity.*\\n", "") : HEADER;
        String withoutLast = header.substring(0, header.lastIndexOf("--   "));
        String text = withoutLast + (line.contains("severity:") ? "-- resolve-after: 5s\n" : "") + line + "\nSELECT 1";
        write("mine.sql", text);

        assertThat(load().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith(file("mine.sql") + ":" + place + ": ");
            assertThat(problem.message()).startsWith(message);
        });
    }

    @Test
    void load_ruleWithAMeasure_tellsWhatItsThresholdIsComparedWith() throws IOException {
        write(
                "mine.sql",
                HEADER + "-- measure: elapsed-max limit\n-- parameter: limit duration 2s How long.\nSELECT :limit");

        assertThat(rule("mine").comparison()).isEqualTo(new Comparison(Measure.ELAPSED_MAX, "limit"));
        assertThat(rule("stuck").comparison()).isEqualTo(new Comparison(Measure.ELAPSED_MAX, "deadline"));
        assertThat(rule("broken-service").comparison()).isNull();
    }

    @Test
    void load_percentileWithoutTheParameter_saysSo() throws IOException {
        write(
                "mine.sql",
                HEADER + "-- measure: elapsed-percentile\n-- parameter: threshold duration 2s How long.\nSELECT 1");

        assertThat(load().problems())
                .singleElement()
                .asString()
                .endsWith(":6:13: elapsed-percentile needs a parameter \"percentile\" of type number");
    }

    @Test
    void load_withoutAQuery_saysSo() throws IOException {
        write("mine.sql", HEADER);

        assertThat(load().problems()).singleElement().asString().endsWith("the file has no query");
    }

    @Test
    void load_nameThatIsNone_saysSo() throws IOException {
        write("My Rule.sql", HEADER + "SELECT 1");

        assertThat(load().problems()).singleElement().asString().contains("small letters, digits and hyphens");
    }

    @Test
    void load_notUtf8_saysSo() throws IOException {
        Files.write(folder.resolve("mine.sql"), new byte[] {(byte) 0xff, 'x'});

        assertThat(load().problems()).singleElement().asString().contains("cannot be read as UTF-8");
    }

    @Test
    void load_valueForARuleThatIsNotThere_saysSo() {
        RuleSet rules = RuleSet.load(
                Optional.empty(), List.of(new ParameterOverride("slow-stepp", null, null, "threshold", "1s")));

        assertThat(rules.problems()).singleElement().asString().contains("there is no such rule");
    }

    @Test
    void load_folderThatIsNotThere_saysSo_andTheShippedRulesRun() {
        RuleSet rules = RuleSet.load(Optional.of(folder.resolve("none")), List.of());

        assertThat(rules.problems()).singleElement().asString().contains("none:1:1: is no folder that can be read");
        assertThat(rules.rules()).isEqualTo(RuleSet.shipped().rules());
    }

    private RuleDefinition rule(String id) {
        return load().rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RuleSet load() {
        return RuleSet.load(Optional.of(folder), List.of());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
