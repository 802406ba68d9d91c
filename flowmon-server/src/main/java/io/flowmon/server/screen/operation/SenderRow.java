/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import io.flowmon.server.api.SenderDocument;
import io.flowmon.server.text.VisibleText;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One process that sends.
 *
 * @param tone the colour of its state's badge
 * @param waiting events that it holds, in memory or in its spool
 * @param dropped events that it dropped since it was started
 * @param causes why, such as {@code queue 12}
 * @param missing events that are nowhere, once it is gone; null while that is not known
 */
record SenderRow(
        String module,
        String id,
        String state,
        String tone,
        Instant lastSeen,
        @Nullable Instant startedAt,
        long offered,
        @Nullable Long stored,
        long waiting,
        long dropped,
        String causes,
        @Nullable Long missing) {

    static SenderRow of(SenderDocument sender) {
        return new SenderRow(
                VisibleText.of(sender.moduleType()),
                VisibleText.of(sender.moduleId()),
                sender.state(),
                switch (sender.state()) {
                    case "up" -> "good";
                    case "gone" -> "bad";
                    default -> "none";
                },
                sender.lastSeen(),
                sender.startedAt(),
                sender.offered(),
                sender.stored(),
                given(sender.queued()) + given(sender.inFlight()) + given(sender.spooled()),
                sender.dropped().values().stream().mapToLong(Long::longValue).sum(),
                sender.dropped().entrySet().stream()
                        .filter(cause -> cause.getValue() > 0)
                        .sorted(Map.Entry.comparingByKey())
                        .map(cause -> VisibleText.of(cause.getKey()) + " " + cause.getValue())
                        .collect(Collectors.joining(", ")),
                sender.gap());
    }

    private static long given(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
