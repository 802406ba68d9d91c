/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.Flink;
import io.flowmon.rules.scenario.Scenario;
import io.flowmon.rules.scenario.ScenarioRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The shipped rules' scenarios, which also run in one process. */
final class Scenarios {

    private static final Path FOLDER = Path.of("..", "flowmon-rules", "src", "test", "resources", "scenarios");
    private static final Duration ALL = Duration.ofDays(10_000);

    private Scenarios() {}

    static Stream<Path> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Path named(String name) {
        return FOLDER.resolve(name + ".scenario");
    }

    static ScenarioRunner runner(Flink flink, Broker broker) {
        return ScenarioRunner.on(flink, (feed, sink) -> KafkaStreams.open(broker.topics(), feed, ALL, sink));
    }

    /** What is not as it should be. */
    static List<String> differences(ScenarioRunner runner, Path file) throws Exception {
        return runner.run(Scenario.read(file), RuleSet.shipped());
    }
}
