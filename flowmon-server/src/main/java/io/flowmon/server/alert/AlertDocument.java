/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.alert;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.HandledAlert;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert as programs read it.
 *
 * @param state {@code open} or {@code resolved}
 * @param flows correlation ids of the first five flows behind it and of the five newest, the newest last
 * @param acknowledgement that holds now
 * @param silencedUntil when the last silence ends that covers it now
 */
public record AlertDocument(
        String id,
        String rule,
        String name,
        String severity,
        String key,
        String state,
        double value,
        double worst,
        double threshold,
        String unit,
        long count,
        Instant beganAt,
        Instant lastAt,
        Instant updatedAt,
        @Nullable String moduleType,
        @Nullable String moduleId,
        @Nullable String endpoint,
        List<String> flows,
        String meaning,
        String whatToDo,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Instant silencedUntil) {

    /** The alert as it stands. */
    public static AlertDocument of(HandledAlert handled) {
        Alert alert = handled.alert();
        AlertSignal last = alert.last();
        return new AlertDocument(
                last.id(),
                last.rule(),
                alert.name(),
                alert.severity().name().toLowerCase(Locale.ROOT),
                last.key(),
                handled.isOpen() ? "open" : "resolved",
                last.value(),
                last.worst(),
                last.threshold(),
                alert.unit(),
                last.count(),
                last.began(),
                last.last(),
                alert.updatedAt(),
                last.moduleType(),
                last.moduleId(),
                last.endpoint(),
                last.flows(),
                alert.meaning(),
                alert.whatToDo(),
                handled.acknowledgement(),
                handled.silencedUntil());
    }
}
