/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizingTests {

    private static final ServiceTimes REGULAR = new ServiceTimes(0.1, 0, Collections.nCopies(200, 0.1));

    @Test
    void instances_areTheFewestThatHoldIt() {
        Station station = new Station(95, 1, REGULAR, 1, true);
        Target target = new Target(0.95, 0.15);

        int instances = Sizing.instances(station, 1, target).orElseThrow();

        assertThat(station.responseTime(instances, 1).percentile(0.95)).isLessThanOrEqualTo(0.15);
        assertThat(station.responseTime(instances - 1, 1).percentile(0.95)).isGreaterThan(0.15);
    }

    @Test
    void instances_shared_areFewerThanWithQueuesOfTheirOwn() {
        Target target = new Target(0.95, 0.2);

        assertThat(Sizing.instances(new Station(95, 1, REGULAR, 1, true), 1, target)
                        .orElseThrow())
                .isLessThan(Sizing.instances(new Station(95, 1, REGULAR, 1, false), 1, target)
                        .orElseThrow());
    }

    @Test
    void instances_workAloneTakesLonger_thereAreNone() {
        assertThat(Sizing.instances(new Station(1, 1, REGULAR, 1, true), 1, new Target(0.95, 0.09)))
                .isEmpty();
    }

    @Test
    void instances_moreThanAnybodyHas_thereAreNone() {
        assertThat(Sizing.instances(new Station(1e7, 1, REGULAR, 1, true), 1, new Target(0.95, 1)))
                .isEmpty();
    }

    @Test
    void instances_withoutArrivals_isOne() {
        assertThat(Sizing.instances(new Station(0, 1, REGULAR, 4, false), 5, new Target(0.95, 1)))
                .hasValue(1);
    }

    @Test
    void serviceTimes_percentile_isTheMeasuredOne() {
        ServiceTimes times = new ServiceTimes(2.5, 0.2, List.of(1.0, 2.0, 3.0, 4.0));

        assertThat(times.percentile(0.5)).isEqualTo(2);
        assertThat(times.percentile(0.75)).isEqualTo(3);
        assertThat(times.percentile(0.76)).isEqualTo(4);
    }
}
