/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgcQueueTests {

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
    void oneServer_isTheClosedFormOfPollaczekAndKhinchine(double utilisation) {
        for (double scv : new double[] {0, 0.5, 1, 4}) {
            GgcQueue queue = new GgcQueue(utilisation / 0.2, 1, 0.2, scv, 1);

            assertThat(queue.meanWait()).isCloseTo(0.2 * utilisation / (1 - utilisation) * (1 + scv) / 2, within(1e-9));
        }
    }

    @Test
    void severalServers_areThoseOfMmc() {
        // rate 10/s, 0.25 s each, 4 servers: C(4, 2.5) = 0.3199, Wq = C / (4 * 4 - 10)
        GgcQueue queue = new GgcQueue(10, 1, 0.25, 1, 4);

        assertThat(queue.probabilityOfWaiting()).isCloseTo(0.3199, within(1e-4));
        assertThat(queue.meanWait()).isCloseTo(0.3199 / 6, within(1e-4));
        assertThat(queue.offered()).isEqualTo(2.5);
        assertThat(queue.utilisation()).isEqualTo(0.625);
    }

    @Test
    void waitPercentile_isTheExponentialTailOfMmc() {
        GgcQueue queue = new GgcQueue(10, 1, 0.25, 1, 4);

        double percentile = queue.waitPercentile(0.95);

        assertThat(percentile).isCloseTo(Math.log(queue.probabilityOfWaiting() / 0.05) / 6, within(1e-9));
        assertThat(queue.probabilityOfWaitingLongerThan(percentile)).isCloseTo(0.05, within(1e-9));
        assertThat(queue.waitPercentile(0.5)).isZero();
    }

    @Test
    void responsePercentile_ofMm1_isTheExponentialClosedForm() {
        QueueSimulation mm1 = QueueSimulation.of(Times.exponential(), Times.exponential(), 1, 0.8);
        ResponseTime response = new ResponseTime(new GgcQueue(0.8, 1, 1, 1, 1), mm1.serviceTimes(1));

        assertThat(response.percentile(0.95)).isCloseTo(Math.log(20) / 0.2, within(0.3));
        assertThat(response.probabilityAbove(response.percentile(0.95))).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void allRegular_nobodyWaits() {
        GgcQueue queue = new GgcQueue(3, 0, 0.3, 0, 1);

        assertThat(queue.meanWait()).isZero();
        assertThat(queue.probabilityOfWaitingLongerThan(0)).isZero();
    }

    @Test
    void moreWorkThanServers_waitsForEver() {
        GgcQueue queue = new GgcQueue(10, 1, 0.25, 1, 2);

        assertThat(queue.isStable()).isFalse();
        assertThat(queue.meanWait()).isInfinite();
        assertThat(queue.probabilityOfWaitingLongerThan(1_000)).isEqualTo(1);
        assertThat(ModelRange.contains(queue)).isFalse();
    }

    @Test
    void withoutArrivals_nobodyWaits() {
        assertThat(new GgcQueue(0, 1, 0.25, 1, 2).meanWait()).isZero();
    }

    @Test
    void nonsense_isRefused() {
        assertThatThrownBy(() -> new GgcQueue(Double.NaN, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GgcQueue(1, 1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void littlesLaw_isTheProduct() {
        assertThat(LittlesLaw.meanNumber(4, 0.5)).isEqualTo(2);
    }
}
