/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.replay.target.ResendOutcome;
import io.flowmon.server.store.Replay;
import io.flowmon.server.store.ReplayStore;
import io.flowmon.server.store.ReplayedMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One replay, batch by batch: noted, sent, noted again. If the server ends in between, what is noted as about to be sent may
 * have been sent, and nothing else was.
 */
final class ReplayRun {

    private final String id;
    private final List<UUID> originals;
    private final Pace pace;
    private final ReplayPlanner planner;
    private final ReplayTargets targets;
    private final ReplayStore store;
    private final ReplayReports reports;

    ReplayRun(
            String id,
            List<UUID> originals,
            Pace pace,
            ReplayPlanner planner,
            ReplayTargets targets,
            ReplayStore store,
            ReplayReports reports) {
        this.id = id;
        this.originals = List.copyOf(originals);
        this.pace = pace;
        this.planner = planner;
        this.targets = targets;
        this.store = store;
        this.reports = reports;
    }

    String id() {
        return id;
    }

    void stop() {
        pace.stop();
    }

    /** Sends all that can be sent; the state in which it ended. */
    Replay.State run() throws IOException, InterruptedException {
        int batch = 0;
        for (int from = 0; from < originals.size(); from += pace.batchSize()) {
            List<UUID> part = originals.subList(from, Math.min(originals.size(), from + pace.batchSize()));
            if (!pace.await(part.size())) {
                return Replay.State.STOPPED;
            }
            send(batch++, planner.plan(part));
        }
        return Replay.State.DONE;
    }

    private void send(int batch, List<PlannedMessage> planned) throws IOException {
        Instant now = Instant.now();
        store.messages(
                id, planned.stream().map(message -> noted(batch, message, now)).toList());
        List<PlannedMessage> sendable =
                planned.stream().filter(message -> message.resend() != null).toList();
        List<Resend> messages = new ArrayList<>();
        for (PlannedMessage message : sendable) {
            if (message.resend() != null) {
                messages.add(message.resend());
            }
        }
        List<ResendOutcome> outcomes = targets.send(messages);
        Map<UUID, String> failures = new HashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).outcome() != Outcome.OK) {
                failures.put(
                        messages.get(i).messageId(),
                        String.valueOf(outcomes.get(i).detail()));
            }
        }
        store.sent(id, batch, failures);
        reports.report(sendable, outcomes);
    }

    private static ReplayedMessage noted(int batch, PlannedMessage message, Instant now) {
        Resend resend = message.resend();
        return new ReplayedMessage(
                batch,
                message.original().messageId(),
                resend == null ? null : resend.messageId(),
                message.original().correlationId(),
                resend == null ? message.original().endpoint() : resend.endpoint(),
                message.original().state(),
                resend == null ? ReplayedMessage.Outcome.SKIPPED : ReplayedMessage.Outcome.SENDING,
                message.obstacle(),
                now);
    }
}
