/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.server.store.Alert;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An alert as a card.
 *
 * @param tone {@code bad} while it goes on and is more than worth knowing, {@code open} while it goes on, else
 *     {@code good}
 * @param flows correlation ids
 */
record AlertView(
        String id,
        String name,
        String key,
        String severity,
        boolean open,
        String tone,
        String value,
        String worst,
        String threshold,
        String unit,
        long count,
        Instant began,
        Instant last,
        String meaning,
        String whatToDo,
        List<String> flows) {

    private static final MathContext THREE_DIGITS = new MathContext(3);

    static AlertView of(Alert alert) {
        AlertSignal last = alert.last();
        boolean open = last.state() != AlertState.RESOLVED;
        return new AlertView(
                last.id(),
                VisibleText.of(alert.name()),
                VisibleText.of(last.key()),
                alert.severity().name().toLowerCase(Locale.ROOT),
                open,
                tone(alert, open),
                number(last.value()),
                number(last.worst()),
                number(last.threshold()),
                VisibleText.of(alert.unit()),
                last.count(),
                last.began(),
                last.last(),
                VisibleText.of(alert.meaning()),
                VisibleText.of(alert.whatToDo()),
                last.flows());
    }

    private static String tone(Alert alert, boolean open) {
        if (!open) {
            return "good";
        }
        return switch (alert.severity()) {
            case INFO -> "open";
            case WARNING, CRITICAL -> "bad";
        };
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        return BigDecimal.valueOf(value)
                .round(THREE_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
