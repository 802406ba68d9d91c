/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every signal, in the order in which they came. */
final class KeptAlerts implements AlertSink {

    private final List<AlertSignal> signals = new CopyOnWriteArrayList<>();
    private final List<String> anew = new CopyOnWriteArrayList<>();

    @Override
    public void accept(AlertSignal signal) {
        signals.add(signal);
    }

    @Override
    public void beginsAnew(String rule) {
        anew.add(rule);
    }

    @Override
    public void progressed(String rule, Instant time) {}

    List<AlertSignal> of(String rule) {
        return signals.stream().filter(signal -> signal.rule().equals(rule)).toList();
    }

    /** How often the rule began without a memory. */
    long beginnings(String rule) {
        return anew.stream().filter(rule::equals).count();
    }

    /** The flows of the rule's alerts, as far as is known. */
    List<String> flows(String rule) {
        return of(rule).stream()
                .flatMap(signal -> signal.flows().stream())
                .distinct()
                .toList();
    }

    /** How many alerts there are, whatever was said of each. */
    long alerts(String rule) {
        return of(rule).stream().map(AlertSignal::id).distinct().count();
    }
}
