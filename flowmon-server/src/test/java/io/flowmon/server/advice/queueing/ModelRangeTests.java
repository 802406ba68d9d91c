/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formulas against simulated queues: within 10% where {@link ModelRange} says so, and where it does not, why not. */
class ModelRangeTests {

    private static final long SEED = 1;

    static Stream<Times> services() {
        return Stream.of(
                Times.deterministic(),
                Times.erlang(4),
                Times.exponential(),
                Times.hyperexponential(1.5),
                Times.lognormal(1.5),
                Times.lognormal(2),
                Times.hyperexponential(4));
    }

    @ParameterizedTest
    @MethodSource("services")
    void randomArrivals_waitIsWithinTenPercentOfSimulation(Times service) {
        for (int servers : new int[] {1, 2, 4, 12}) {
            for (double utilisation : new double[] {0.3, 0.7, 0.85}) {
                assertNear(Times.exponential(), service, servers, utilisation);
            }
        }
    }

    @Test
    void randomArrivals_hardlyAnyTimeIdle_waitIsWithinTenPercentOfSimulation() {
        for (int servers : new int[] {1, 4}) {
            assertNear(Times.exponential(), Times.deterministic(), servers, 0.9);
            assertNear(Times.exponential(), Times.erlang(4), servers, 0.9);
            assertNear(Times.exponential(), Times.exponential(), servers, 0.9);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void otherArrivals_busyQueue_waitIsWithinTenPercentOfSimulation(Times service) {
        for (Times gaps : List.of(Times.erlang(2), Times.hyperexponential(1.5), Times.lognormal(1.5))) {
            for (int servers : new int[] {1, 2}) {
                for (double utilisation : new double[] {0.8, 0.85}) {
                    assertNear(gaps, service, servers, utilisation);
                }
            }
        }
    }

    @Test
    void lognormalArrivalsAndRegularService_isOffAndSaidToBe() {
        QueueSimulation simulation = QueueSimulation.of(Times.lognormal(1.5), Times.deterministic(), 1, 0.5);
        GgcQueue queue = queue(simulation);

        assertThat(ModelRange.contains(queue)).isFalse();
        assertThat(queue.meanWait()).isGreaterThan(1.3 * simulation.meanWait(SEED, 300_000));
    }

    @Test
    void burstyArrivalsAtManyServers_isOffAndSaidToBe() {
        QueueSimulation simulation = QueueSimulation.of(Times.hyperexponential(4), Times.exponential(), 10, 0.7);
        GgcQueue queue = queue(simulation);

        assertThat(ModelRange.contains(queue)).isFalse();
        assertThat(queue.meanWait()).isLessThan(0.8 * simulation.meanWait(SEED, 300_000));
    }

    private static void assertNear(Times gaps, Times service, int servers, double utilisation) {
        QueueSimulation simulation = QueueSimulation.of(gaps, service, servers, utilisation);
        GgcQueue queue = queue(simulation);
        if (!ModelRange.contains(queue)) {
            return;
        }
        String name = gaps + " " + service + " " + servers + " " + utilisation;
        int customers = utilisation > 0.86 ? 2_000_000 : utilisation > 0.75 ? 1_000_000 : 400_000;
        assertThat(queue.meanWait())
                .as(name)
                .isCloseTo(simulation.meanWait(SEED + name.hashCode(), customers), withinPercentage(10));
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
