/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.definition.RuleSet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every scenario of the shipped rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedRulesTests {

    private ScenarioRunner runner;

    @BeforeAll
    void start() throws IOException {
        runner = ScenarioRunner.start();
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_raisesWhatItShould(String name) throws Exception {
        Scenario scenario = Scenario.read(folder().resolve(name));

        assertThat(runner.run(scenario, RuleSet.shipped())).isEmpty();
    }

    static List<String> scenarios() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ShippedRulesTests.class.getResource("/scenarios"))
                .toURI());
    }
}
