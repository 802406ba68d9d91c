/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.replay.target.ReplayTarget;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.replay.target.ResendOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what is sent, or does something else with it if it is told. */
final class InMemoryReplayTarget implements ReplayTarget {

    private final List<Resend> sent = new CopyOnWriteArrayList<>();
    private volatile Outcome outcome = Outcome.OK;
    private volatile String detail = "";

    /** From now on this is the outcome of sending; what is not refused arrives all the same. */
    void answers(Outcome outcome, String detail) {
        this.detail = detail;
        this.outcome = outcome;
    }

    @Override
    public boolean serves(String endpoint) {
        return true;
    }

    @Override
    public @Nullable String refusal(Resend message) {
        return null;
    }

    @Override
    public List<ResendOutcome> send(List<Resend> messages) {
        Outcome now = outcome;
        if (now != Outcome.EXCEPTION) {
            sent.addAll(messages);
        }
        return messages.stream()
                .map(message -> new ResendOutcome(now, now == Outcome.OK ? null : detail, Duration.ofMillis(1)))
                .toList();
    }

    List<Resend> sentTo(String endpoint) {
        return sent.stream()
                .filter(message -> message.endpoint().equals(endpoint))
                .toList();
    }
}
