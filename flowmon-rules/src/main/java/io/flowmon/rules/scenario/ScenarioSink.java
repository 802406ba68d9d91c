/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps each alert as it stands, as a store would. Any thread. */
final class ScenarioSink implements AlertSink {

    private final Map<String, AlertSignal> alerts = new LinkedHashMap<>();
    private Instant progress = Instant.MIN;

    @Override
    public synchronized void accept(AlertSignal signal) {
        alerts.merge(signal.id(), signal, (known, next) -> next.version() >= known.version() ? next : known);
    }

    @Override
    public void beginsAnew(String rule) {}

    @Override
    public synchronized void progressed(String rule, Instant time) {
        progress = time;
        notifyAll();
    }

    /** After a restart it begins again. */
    synchronized void forgetProgress() {
        progress = Instant.MIN;
    }

    /** Whether the rule came as far as that in time. */
    synchronized boolean awaitProgress(Instant time, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (progress.isBefore(time)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized List<AlertSignal> alerts() {
        Collection<AlertSignal> all = alerts.values();
        return List.copyOf(all);
    }
}
