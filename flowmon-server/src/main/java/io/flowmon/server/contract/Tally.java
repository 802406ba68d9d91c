/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.store.ContractTotal;

/** The totals of one contract, as they go up. Not for several threads at once. */
final class Tally {

    private final String contract;
    private final String definition;
    private long judged;
    private long deviating;
    private long uncertain;

    private Tally(String contract, String definition) {
        this.contract = contract;
        this.definition = definition;
    }

    static Tally anew(ContractFile file) {
        return new Tally(file.id(), file.text());
    }

    static Tally of(ContractTotal total) {
        Tally tally = new Tally(total.contract(), total.definition());
        tally.judged = total.judged();
        tally.deviating = total.deviating();
        tally.uncertain = total.uncertain();
        return tally;
    }

    void judged(boolean leftOpen) {
        judged++;
        uncertain += leftOpen ? 1 : 0;
    }

    void deviating(int more) {
        deviating += more;
    }

    ContractTotal total() {
        return new ContractTotal(contract, definition, judged, deviating, uncertain);
    }
}
