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
 * Flows that deviate or may still come right, and which of them have changed. Bounded: of more that deviate, the oldest are forgotten,
 * which then stay counted whatever becomes of them; those that wait to be judged have a bound of their own, and are counted when they
 * are forgotten. Not for several threads at once.
 */
final class Cases {

    private final int mostDecided;
    private final int mostWaiting;
    private final Map<ContractCase.Key, ContractCase> decided = new LinkedHashMap<>();
    private final Map<ContractCase.Key, ContractCase> waiting = new LinkedHashMap<>();
    private final Map<ContractCase.Key, ContractCase> kept = new LinkedHashMap<>();
    private final Set<ContractCase.Key> gone = new HashSet<>();
    private long forgotten;

    Cases(int mostDecided, int mostWaiting, Collection<ContractCase> cases) {
        this.mostDecided = mostDecided;
        this.mostWaiting = mostWaiting;
        cases.forEach(one -> of(one).put(one.key(), one));
    }

    @Nullable
    ContractCase get(String contract, String flow) {
        ContractCase.Key key = new ContractCase.Key(contract, flow);
        ContractCase one = waiting.get(key);
        return one == null ? decided.get(key) : one;
    }

    void put(ContractCase one) {
        ContractCase.Key key = one.key();
        waiting.remove(key);
        decided.remove(key);
        of(one).put(key, one);
        kept.put(key, one);
        gone.remove(key);
        forgetBeyond(decided, mostDecided);
        forgotten += forgetBeyond(waiting, mostWaiting);
    }

    void remove(ContractCase.Key key) {
        boolean waited = waiting.remove(key) != null;
        if (decided.remove(key) != null || waited) {
            isGone(key);
        }
    }

    /** Forgets those of contracts that are not there. */
    void retainOf(Set<String> contracts) {
        for (Map<ContractCase.Key, ContractCase> some : both()) {
            some.keySet().removeIf(key -> !contracts.contains(key.contract()) && isGone(key));
        }
    }

    /** Forgets those that were judged before that, unless they are to be judged again. */
    void forgetBefore(Instant time) {
        for (Map<ContractCase.Key, ContractCase> some : both()) {
            Iterator<ContractCase> oldest = some.values().iterator();
            while (oldest.hasNext()) {
                ContractCase one = oldest.next();
                if (!one.judgedAt().isBefore(time)) {
                    break;
                }
                if (one.dueAt() == null || one.dueAt().isBefore(time)) {
                    oldest.remove();
                    isGone(one.key());
                }
            }
        }
    }

    /** Those that are to be judged again between these times. */
    List<ContractCase> due(Instant after, Instant upTo) {
        return waiting.values().stream()
                .filter(one -> one.dueAt() != null
                        && one.dueAt().isAfter(after)
                        && !one.dueAt().isAfter(upTo))
                .toList();
    }

    /** How many were forgotten, while they waited, because there were too many. */
    long forgotten() {
        return forgotten;
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

    private Map<ContractCase.Key, ContractCase> of(ContractCase one) {
        return one.dueAt() == null ? decided : waiting;
    }

    private List<Map<ContractCase.Key, ContractCase>> both() {
        return List.of(decided, waiting);
    }

    private int forgetBeyond(Map<ContractCase.Key, ContractCase> some, int most) {
        int count = 0;
        Iterator<ContractCase.Key> oldest = some.keySet().iterator();
        while (some.size() > most) {
            ContractCase.Key first = oldest.next();
            oldest.remove();
            isGone(first);
            count++;
        }
        return count;
    }

    private boolean isGone(ContractCase.Key key) {
        kept.remove(key);
        gone.add(key);
        return true;
    }
}
