/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sender as the interface shows it.
 *
 * @param state {@code up}; {@code bye}: it ended gracefully; {@code gone}: it is silent
 * @param gap events that it was offered and that are neither stored, rejected nor reported as dropped: what it had in
 *     memory when it ended, and what waits in its spool. Null while it is up, when they are on their way, where
 *     the sender does not tell when it was started, and where it was not counted from its start what is stored
 */
public record SenderDocument(
        String moduleType,
        String moduleId,
        @Nullable Instant startedAt,
        String state,
        Instant lastSeen,
        UUID session,
        long offered,
        @Nullable Long recovered,
        @Nullable Long queued,
        @Nullable Long inFlight,
        @Nullable Long spooled,
        @Nullable Long acknowledged,
        Map<String, Long> dropped,
        @Nullable Instant oldestUnsent,
        @Nullable Long stored,
        @Nullable Long rejected,
        @Nullable Long gap,
        List<Sender.Session> sessions) {

    /**
     * The sender, of which a silence that began before {@code silentBefore} means that it is gone.
     */
    public static SenderDocument of(Sender sender, Instant silentBefore) {
        HeartbeatReport report = sender.last().report();
        Instant lastSeen = sender.last().receivedAt();
        boolean bye = report.state() == HeartbeatReport.State.BYE;
        boolean gone = !bye && lastSeen.isBefore(silentBefore);
        return new SenderDocument(
                report.moduleType(),
                report.moduleId(),
                report.startedAt(),
                bye ? "bye" : gone ? "gone" : "up",
                lastSeen,
                sender.last().session(),
                report.offered(),
                report.recovered(),
                report.queued(),
                report.inFlight(),
                report.spooled(),
                report.acknowledged(),
                report.dropped(),
                report.oldestUnsent(),
                sender.stored(),
                sender.rejected(),
                (bye || gone) && report.startedAt() != null ? gap(sender) : null,
                sender.sessions());
    }

    /** More may be stored than was said to be offered: events that were offered after the last heartbeat. */
    private static @Nullable Long gap(Sender sender) {
        HeartbeatReport report = sender.last().report();
        Long stored = sender.stored();
        Long rejected = sender.rejected();
        if (stored == null || rejected == null) {
            return null;
        }
        long dropped =
                report.dropped().values().stream().mapToLong(Long::longValue).sum();
        return Math.max(0, report.offered() - dropped - stored - rejected);
    }
}
