/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.job.LocalStreams;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the scenarios of rules that consist of several functions with each of these in parts, as on a cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosInPartsTests {

    private static final int PARTS = 3;

    private ScenarioRunner runner;

    @BeforeAll
    void start() throws IOException {
        runner = ScenarioRunner.on(EmbeddedFlink.start(1, PARTS), LocalStreams::open);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_inParts_raisesWhatItShould(String name) throws Exception {
        Path file = Path.of(Objects.requireNonNull(getClass().getResource("/scenarios"))
                        .toURI())
                .resolve(name);

        assertThat(runner.run(Scenario.read(file), RuleSet.shipped())).isEmpty();
    }

    static List<String> scenarios() throws IOException, URISyntaxException {
        return ShippedRulesTests.scenarios().stream()
                .filter(name -> name.startsWith("lost-") || name.startsWith("never-"))
                .toList();
    }
}
