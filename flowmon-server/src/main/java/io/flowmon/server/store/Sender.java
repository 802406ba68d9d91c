/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One process that sends over the wire: what it said of itself last, and what is stored of it. What counts as stored was
 * stored once; that retention has removed it since takes nothing away.
 *
 * @param last its last heartbeat
 * @param stored events of it that were stored
 * @param rejected events of it that are kept under rejected
 * @param sessions those that were heard of last, the newest first
 */
public record Sender(InstanceReport last, long stored, long rejected, List<Session> sessions) {

    public Sender {
        sessions = List.copyOf(sessions);
    }

    /**
     * A numbered session.
     *
     * @param lastNumber the batch stored last
     */
    public record Session(UUID session, long lastNumber, Instant lastReceivedAt, long stored, long rejected) {}
}
