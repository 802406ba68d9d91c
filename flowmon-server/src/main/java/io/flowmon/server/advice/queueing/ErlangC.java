/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * Erlang's two formulas for Poisson arrivals at equal servers.
 *
 * <p>Sources: A. K. Erlang, Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges, 1917. The recursion for B: L. Kleinrock, Queueing Systems, volume 1, 1975, section 3.6; it adds positive numbers
 * only, so that nothing overflows or cancels, however many servers there are.
 */
public final class ErlangC {

    private ErlangC() {}

    /**
     * Erlang B: the part of arrivals that find all servers busy where nobody waits.
     *
     * @param servers 1 or more
     * @param offered mean number of servers that the arrivals would keep busy, in erlang: 0 or more
     */
    public static double lossProbability(int servers, double offered) {
        double loss = 1;
        for (int i = 1; i <= servers && loss > 0; i++) {
            loss = offered * loss / (i + offered * loss);
        }
        return loss;
    }

    /** Erlang C: the part of arrivals that have to wait; 1 where there is more work than the servers can do. */
    public static double waitProbability(int servers, double offered) {
        if (offered >= servers) {
            return 1;
        }
        double loss = lossProbability(servers, offered);
        return loss / (1 - offered / servers * (1 - loss));
    }
}
