/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.replay.target.ResendOutcome;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.Replay;
import io.flowmon.server.store.ReplayStore;
import io.flowmon.server.store.ReplayedMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One replay, batch by batch: noted, sent, noted again. If the server ends in between, what is noted as about to be sent may
 * have been sent, and nothing else was.
 */
final class ReplayRun {

    /** How long it rests when the store has no time for its questions. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final String FROM_THE_VAULT = "From the vault.";

    private final String id;
    private final Choice choice;
    private final List<UUID> originals;
    private final Pace pace;
    private final ReplayPlanner planner;
    private final ReplayTargets targets;
    private final ReplayStore store;
    private final ReplayReports reports;
    private long opened;

    ReplayRun(
            String id,
            Choice choice,
            Pace pace,
            ReplayPlanner planner,
            ReplayTargets targets,
            ReplayStore store,
            ReplayReports reports) {
        this.id = id;
        this.choice = choice;
        this.originals = choice.ids();
        this.pace = pace;
        this.planner = planner;
        this.targets = targets;
        this.store = store;
        this.reports = reports;
    }

    String id() {
        return id;
    }

    /** How many messages it is about. */
    int size() {
        return originals.size();
    }

    /** How many originals it has sent from the vault. For the thread that runs it. */
    long opened() {
        return opened;
    }

    void stop() {
        pace.stop();
    }

    /** The server ends: it stops, and was interrupted. */
    void interrupt() {
        pace.interrupt();
    }

    /** Sends all that can be sent; the state in which it ended. */
    Replay.State run() throws IOException, InterruptedException {
        int batch = 0;
        int from = 0;
        while (from < originals.size()) {
            List<UUID> next = originals.subList(from, Math.min(originals.size(), from + pace.batchSize()));
            ReplayPlanner.Part part = plan(next);
            if (part == null || !pace.await(part.ids())) {
                return pace.interrupted() ? Replay.State.INTERRUPTED : Replay.State.STOPPED;
            }
            List<PlannedMessage> ready = open(part.messages());
            if (ready == null) {
                return pace.interrupted() ? Replay.State.INTERRUPTED : Replay.State.STOPPED;
            }
            send(batch++, ready);
            from += part.ids();
        }
        return Replay.State.DONE;
    }

    /** Asks until there is time for an answer; null when it is to stop. */
    private ReplayPlanner.@Nullable Part plan(List<UUID> ids) throws InterruptedException {
        return whenThereIsTime(() -> {
            ReplayPlanner.Part part = planner.planNextOf(ids);
            return new ReplayPlanner.Part(
                    part.ids(),
                    part.messages().stream().map(choice::stillWanted).toList());
        });
    }

    /** Opens what is sent from the vault, when its turn has come and not before; null when it is to stop. */
    private @Nullable List<PlannedMessage> open(List<PlannedMessage> planned) throws InterruptedException {
        return whenThereIsTime(() -> planner.open(planned));
    }

    private <T> @Nullable T whenThereIsTime(Supplier<T> question) throws InterruptedException {
        while (true) {
            try {
                return question.get();
            } catch (QueryFailedException failure) {
                if (failure.reason() != QueryFailedException.Reason.BUSY) {
                    throw failure;
                }
                if (!pace.rest(MOMENT)) {
                    return null;
                }
            }
        }
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
        opened += sendable.stream().filter(message -> message.opened() != null).count();
        List<ResendOutcome> outcomes = targets.send(messages);
        Map<UUID, ReplayStore.Unsent> others = new HashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            ResendOutcome outcome = outcomes.get(i);
            if (outcome.outcome() != Outcome.OK) {
                others.put(
                        messages.get(i).messageId(),
                        new ReplayStore.Unsent(
                                outcome.outcome() == Outcome.TIMEOUT
                                        ? ReplayedMessage.Outcome.UNKNOWN
                                        : ReplayedMessage.Outcome.FAILED,
                                detail(sendable.get(i), String.valueOf(outcome.detail()))));
            }
        }
        store.sent(id, batch, others);
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
                message.opened() == null ? message.obstacle() : FROM_THE_VAULT,
                now);
    }

    /** Which originals were opened is told whatever became of them. */
    private static String detail(PlannedMessage message, String text) {
        return message.opened() == null ? text : FROM_THE_VAULT + ' ' + text;
    }
}
