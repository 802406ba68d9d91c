/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.HeartbeatReport.State;
import io.flowmon.core.wire.WireMessage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the sender of one process tells the server of itself. */
final class Heartbeats {

    private final ModuleIdentity module;
    private final Instant startedAt;

    Heartbeats(ModuleIdentity module, Instant startedAt) {
        this.module = module;
        this.startedAt = startedAt;
    }

    /** @param oldestUnsent time of the oldest event that the server has not acknowledged; null if there is none */
    WireMessage message(UUID session, State state, SenderStatistics now, @Nullable Instant oldestUnsent) {
        HeartbeatReport report = new HeartbeatReport(
                module.moduleType(),
                module.moduleId(),
                state,
                Instant.now(),
                now.offered(),
                now.dropped(),
                oldestUnsent,
                startedAt,
                now.recovered(),
                (long) now.queued(),
                (long) now.inFlight(),
                now.spooled(),
                now.acknowledged());
        return new WireMessage.Heartbeat(session, report.toJson());
    }
}
