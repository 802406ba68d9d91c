/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One process that sends over the wire: what it said of itself last, and what is stored of it. What counts as stored was
 * stored once; that retention has removed it since takes nothing away.
 *
 * @param last its last heartbeat
 * @param stored events of it that were stored; null if one of its sessions began before that was counted
 * @param rejected events of it that are kept under rejected; null as above
 * @param sessions those that were heard of last, the newest first
 */
public record Sender(
        InstanceReport last,
        @Nullable Long stored,
        @Nullable Long rejected,
        List<Session> sessions) {

    public Sender {
        sessions = List.copyOf(sessions);
    }

    /**
     * A numbered session.
     *
     * @param lastNumber the batch stored last
     */
    public record Session(
            UUID session,
            long lastNumber,
            Instant lastReceivedAt,
            @Nullable Long stored,
            @Nullable Long rejected) {}
}
