/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.scenario.ScenarioRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules over a real broker, each in two parts side by side. All scenarios, on a real cluster, are in {@link ClusterIT}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaStreamsTests {

    private Broker broker;
    private ScenarioRunner runner;

    @BeforeAll
    void start() throws Exception {
        broker = new Broker();
        runner = Scenarios.runner(EmbeddedFlink.start(1, 2), broker);
    }

    @AfterAll
    void stop() {
        runner.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broken-service-comes-back-after-a-restart",
                "lost-message-unordered-restart-held",
                "lost-message-monitoring-lost-it",
                "slow-flow-unordered-two-flows-restart",
                "slow-step-late-and-skewed",
                "slow-step-one-alert-with-a-count",
                "throttling-31-calls",
                "throttling-late-quiet-restart",
            })
    void scenario_overKafka_isAsInOneProcess(String name) throws Exception {
        assertThat(Scenarios.differences(runner, Scenarios.named(name))).isEmpty();
    }
}
