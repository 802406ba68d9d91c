/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangCTests {

    /** Offered traffic for a loss, as in the Erlang B tables of traffic engineering (ITU-D, Teletraffic Engineering Handbook). */
    @ParameterizedTest
    @CsvSource({
        "1, 0.0101, 0.01", "2, 0.1526, 0.01", "5, 1.3608, 0.01", "10, 4.4612, 0.01", "20, 12.031, 0.01",
        "50, 37.901, 0.01", "100, 84.064, 0.01", "5, 2.2185, 0.05", "10, 6.2157, 0.05", "10, 7.5106, 0.10"
    })
    void lossProbability_isThatOfTheTables(int servers, double offered, double loss) {
        assertThat(ErlangC.lossProbability(servers, offered)).isCloseTo(loss, within(loss / 100));
    }

    /** By the sum that defines it, which is exact for small numbers. */
    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 1", "3, 2", "5, 4", "8, 3.5", "12, 11"})
    void waitProbability_isThatOfTheDefinition(int servers, double offered) {
        double term = 1;
        double sum = 0;
        for (int i = 0; i < servers; i++) {
            sum += term;
            term *= offered / (i + 1);
        }
        double waiting = term * servers / (servers - offered);

        assertThat(ErlangC.waitProbability(servers, offered)).isCloseTo(waiting / (sum + waiting), within(1e-12));
    }

    @Test
    void waitProbability_ofOneServer_isItsUtilisation() {
        assertThat(ErlangC.waitProbability(1, 0.73)).isCloseTo(0.73, within(1e-12));
        assertThat(ErlangC.waitProbability(2, 1)).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void waitProbability_manyServers_neitherOverflowsNorVanishes() {
        assertThat(ErlangC.waitProbability(100_000, 99_000)).isBetween(0.0, 0.01);
        assertThat(ErlangC.waitProbability(100_000, 99_990)).isBetween(0.9, 1.0);
    }

    @Test
    void waitProbability_moreWorkThanServers_isOne() {
        assertThat(ErlangC.waitProbability(3, 3)).isEqualTo(1);
        assertThat(ErlangC.waitProbability(3, 0)).isEqualTo(0);
    }
}
