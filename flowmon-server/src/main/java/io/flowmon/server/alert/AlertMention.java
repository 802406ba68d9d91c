/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.alert;

import io.flowmon.server.store.Alert;
import io.flowmon.server.store.HandledAlert;
import java.util.List;
import java.util.Locale;

/**
 * An alert, where a flow names it: all of it is at {@code /api/alerts/{id}}.
 *
 * @param state {@code open} or {@code resolved}
 */
public record AlertMention(String id, String rule, String name, String severity, String state) {

    /** All of them, in their order. */
    public static List<AlertMention> of(List<HandledAlert> alerts) {
        return alerts.stream().map(AlertMention::of).toList();
    }

    private static AlertMention of(HandledAlert handled) {
        Alert alert = handled.alert();
        return new AlertMention(
                alert.last().id(),
                alert.last().rule(),
                alert.name(),
                alert.severity().name().toLowerCase(Locale.ROOT),
                handled.isOpen() ? "open" : "resolved");
    }
}
