/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.store.ContractCase;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flows that deviate or may still come right, and which of them have changed. Bounded: of more, the oldest are forgotten, which
 * then stay counted whatever becomes of them. Not for several threads at once.
 */
final class Cases {

    private final int most;
    private final Map<ContractCase.Key, ContractCase> cases = new LinkedHashMap<>();
    private final Map<ContractCase.Key, ContractCase> kept = new LinkedHashMap<>();
    private final Set<ContractCase.Key> gone = new HashSet<>();

    Cases(int most, Collection<ContractCase> cases) {
        this.most = most;
        cases.forEach(one -> this.cases.put(one.key(), one));
    }

    @Nullable
    ContractCase get(String contract, String flow) {
        return cases.get(new ContractCase.Key(contract, flow));
    }

    void put(ContractCase one) {
        ContractCase.Key key = one.key();
        cases.remove(key);
        cases.put(key, one);
        kept.put(key, one);
        gone.remove(key);
        Iterator<ContractCase.Key> oldest = cases.keySet().iterator();
        while (cases.size() > most) {
            ContractCase.Key first = oldest.next();
            oldest.remove();
            kept.remove(first);
            gone.add(first);
        }
    }

    void remove(ContractCase.Key key) {
        if (cases.remove(key) != null) {
            kept.remove(key);
            gone.add(key);
        }
    }

    /** Forgets those of contracts that are not there. */
    void retainOf(Set<String> contracts) {
        for (ContractCase.Key key : List.copyOf(cases.keySet())) {
            if (!contracts.contains(key.contract())) {
                remove(key);
            }
        }
    }

    /** Forgets those that were judged before that, unless they are to be judged again. */
    void forgetBefore(Instant time) {
        for (ContractCase one : List.copyOf(cases.values())) {
            if (!one.judgedAt().isBefore(time)) {
                return;
            }
            if (one.dueAt() == null || one.dueAt().isBefore(time)) {
                remove(one.key());
            }
        }
    }

    /** Those that are to be judged again between these times. */
    List<ContractCase> due(Instant after, Instant upTo) {
        return cases.values().stream()
                .filter(one -> one.dueAt() != null
                        && one.dueAt().isAfter(after)
                        && !one.dueAt().isAfter(upTo))
                .toList();
    }

    List<ContractCase> kept() {
        List<ContractCase> changes = List.copyOf(kept.values());
        kept.clear();
        return changes;
    }

    Set<ContractCase.Key> gone() {
        Set<ContractCase.Key> changes = Set.copyOf(gone);
        gone.clear();
        return changes;
    }
}
