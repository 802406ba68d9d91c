/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a broker says to the messages that it was sent at once: waited for together, for a bounded time. One thread. */
final class Answers {

    private final String broker;
    private final Duration timeout;
    private final long begun = System.nanoTime();
    private final List<CompletableFuture<ResendOutcome>> coming = new ArrayList<>();

    /**
     * Answers of messages that are sent from now on.
     *
     * @param broker its name, for what is told of its silence
     * @param timeout how long to wait, from now, for all of them
     */
    Answers(String broker, Duration timeout) {
        this.broker = broker;
        this.timeout = timeout;
    }

    /** When the sending began, by {@link System#nanoTime}. */
    long begun() {
        return begun;
    }

    /** One more, in the order of the messages. */
    void add(CompletableFuture<ResendOutcome> answer) {
        coming.add(answer);
    }

    /** The outcome of each. */
    List<ResendOutcome> await() {
        List<ResendOutcome> outcomes = new ArrayList<>(coming.size());
        coming.forEach(answer -> outcomes.add(outcome(answer)));
        return outcomes;
    }

    private ResendOutcome outcome(CompletableFuture<ResendOutcome> answer) {
        try {
            return answer.get(timeout.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silence) {
            return ResendOutcome.of(
                    Outcome.TIMEOUT,
                    "%s did not answer within %d ms; it may have the message".formatted(broker, timeout.toMillis()),
                    begun);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return ResendOutcome.of(
                    Outcome.TIMEOUT,
                    "the server stopped before " + broker + " answered; it may have the message",
                    begun);
        } catch (ExecutionException | CancellationException failure) {
            return ResendOutcome.failed(Failures.text(failure), begun);
        }
    }
}
