/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Alerts as a store keeps them: of two signals of one, the newer. Any thread. */
public final class KeptSignals implements AlertSink {

    private final Map<String, AlertSignal> alerts = new TreeMap<>();
    private final Map<String, Instant> progress = new TreeMap<>();
    private final Set<String> begun = new TreeSet<>();

    @Override
    public synchronized void accept(AlertSignal signal) {
        alerts.merge(signal.id(), signal, (known, next) -> next.version() >= known.version() ? next : known);
    }

    @Override
    public synchronized void beginsAnew(String rule) {
        begun.add(rule);
    }

    @Override
    public synchronized void progressed(String rule, Instant time) {
        progress.put(rule, time);
    }

    public synchronized Map<String, AlertSignal> alerts() {
        return new TreeMap<>(alerts);
    }

    public synchronized Set<String> begun() {
        return new TreeSet<>(begun);
    }

    public synchronized boolean areAllAt(Set<String> rules, Instant time) {
        return rules.stream()
                .allMatch(rule -> !progress.getOrDefault(rule, Instant.MIN).isBefore(time));
    }
}
