/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formulas against simulated queues: within 10% where {@link ModelRange} says so, and where it does not, why not. */
class ModelRangeTests {

    private static final long SEED = 20261130;

    static Stream<Times> services() {
        return Stream.of(
                Times.deterministic(),
                Times.erlang(4),
                Times.exponential(),
                Times.hyperexponential(2),
                Times.lognormal(2),
                Times.hyperexponential(4));
    }

    @ParameterizedTest
    @MethodSource("services")
    void randomArrivals_waitIsWithinTenPercentOfSimulation(Times service) {
        for (int servers : new int[] {1, 2, 4, 12}) {
            for (double utilisation : new double[] {0.5, 0.7, 0.8, 0.9}) {
                assertNear(QueueSimulation.of(Times.exponential(), service, servers, utilisation), utilisation);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void otherArrivals_busyQueue_waitIsWithinTenPercentOfSimulation(Times service) {
        for (Times gaps : List.of(Times.erlang(2), Times.hyperexponential(1.5), Times.lognormal(1.5))) {
            for (int servers : new int[] {1, 2, 4}) {
                for (double utilisation : new double[] {0.8, 0.9}) {
                    assertNear(QueueSimulation.of(gaps, service, servers, utilisation), utilisation);
                }
            }
        }
    }

    private static void assertNear(QueueSimulation simulation, double utilisation) {
        GgcQueue queue = queue(simulation);
        if (!ModelRange.contains(queue)) {
            return;
        }
        int customers = utilisation > 0.75 ? 1_000_000 : 300_000;
        assertThat(queue.meanWait())
                .as(
                        "%s, %s, %d servers, utilisation %.1f",
                        simulation.gaps(), simulation.service(), simulation.servers(), utilisation)
                .isCloseTo(simulation.meanWait(SEED, customers), withinPercentage(10));
    }

    private static GgcQueue queue(QueueSimulation simulation) {
        return new GgcQueue(
                1 / simulation.meanGap(),
                simulation.gaps().scv(),
                simulation.meanService(),
                simulation.service().scv(),
                simulation.servers());
    }
}
