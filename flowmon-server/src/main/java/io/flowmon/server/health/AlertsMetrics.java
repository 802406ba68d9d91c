/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.health;

import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.QueryFailedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many alerts go on. The store is asked once for all meters that are read together, at most every few seconds, however
 * often they are read.
 */
@Component
class AlertsMetrics implements MeterBinder {

    /** More of them are counted as so many: somebody has to look anyhow. */
    private static final int MOST = 500;

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final AlertStore store;
    private @Nullable Counted last;

    /** @param alerts null where the store could not tell */
    private record Counted(Instant at, @Nullable List<HandledAlert> alerts) {}

    AlertsMetrics(AlertStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Severity severity : Severity.values()) {
            for (boolean handled : new boolean[] {true, false}) {
                Gauge.builder("flowmon.alerts.open", this, it -> it.count(severity, handled))
                        .tag("severity", severity.name().toLowerCase(Locale.ROOT))
                        .tag("handled", String.valueOf(handled))
                        .description("Alerts that go on; handled: somebody sees to it, or it is silenced")
                        .register(registry);
            }
        }
    }

    private double count(Severity severity, boolean handled) {
        List<HandledAlert> alerts = open();
        return alerts == null
                ? Double.NaN
                : alerts.stream()
                        .filter(one -> one.alert().severity() == severity && isHandled(one) == handled)
                        .count();
    }

    private static boolean isHandled(HandledAlert alert) {
        return alert.acknowledgement() != null || alert.silencedUntil() != null;
    }

    private synchronized @Nullable List<HandledAlert> open() {
        Instant now = Instant.now();
        Counted known = last;
        if (known == null || known.at().plus(FRESH).isBefore(now)) {
            known = new Counted(now, ask(now));
            last = known;
        }
        return known.alerts();
    }

    private @Nullable List<HandledAlert> ask(Instant now) {
        try {
            return store.alerts(new AlertQuery(now.minus(FRESH), now.plus(FRESH), null, true, null, MOST))
                    .items();
        } catch (QueryFailedException notNow) {
            return null;
        }
    }
}
