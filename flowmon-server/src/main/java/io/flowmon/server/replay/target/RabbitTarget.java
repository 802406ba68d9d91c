/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Queues and exchanges of RabbitMQ: persistent messages that are written at once, and whose confirmations are then waited for.
 * Each exchange has a channel of its own: RabbitMQ closes that of an exchange that is not there, with all that is on it.
 */
final class RabbitTarget implements ReplayTarget {

    /** Time to hear of the silence in an orderly way, before the connection is cut under who still writes to it. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final @Nullable RabbitLink link;
    private final Duration timeout;
    private final Executor tooLate;

    private RabbitTarget(@Nullable RabbitLink link, Duration timeout) {
        this.link = link;
        this.timeout = timeout;
        this.tooLate = CompletableFuture.delayedExecutor(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * As the settings say it.
     *
     * @throws UnusableSettingException if the address is none
     */
    static RabbitTarget of(ReplayTargetSettings settings) {
        Duration timeout = settings.brokerTimeout();
        return new RabbitTarget(RabbitLink.of(settings.rabbitmq(), timeout), timeout);
    }

    @Override
    public boolean serves(String endpoint) {
        return RabbitAddress.isOne(endpoint);
    }

    @Override
    public @Nullable String refusal(Resend message) {
        return link == null
                ? "No RabbitMQ is set up for replays: set " + RabbitLink.SETTING + "."
                : RabbitAddress.refusal(message.endpoint());
    }

    @Override
    public List<ResendOutcome> send(List<Resend> messages) {
        Answers answers = new Answers("RabbitMQ", timeout);
        if (link == null) {
            return Failures.all(messages, "no RabbitMQ is set up", answers.begun());
        }
        Map<String, List<Publication>> exchanges = new LinkedHashMap<>();
        for (Resend message : messages) {
            RabbitAddress address = RabbitAddress.of(message.endpoint());
            Publication publication = new Publication(address, message, new CompletableFuture<>());
            answers.add(publication.answer());
            exchanges
                    .computeIfAbsent(address.exchange(), first -> new ArrayList<>())
                    .add(publication);
        }
        CompletableFuture<?> watch = CompletableFuture.runAsync(link::cut, tooLate);
        try {
            return publish(link, exchanges, answers);
        } finally {
            watch.cancel(false);
        }
    }

    private static List<ResendOutcome> publish(
            RabbitLink link, Map<String, List<Publication>> exchanges, Answers answers) {
        List<ConfirmedChannel> channels = new ArrayList<>();
        for (List<Publication> publications : exchanges.values()) {
            try {
                ConfirmedChannel channel = ConfirmedChannel.on(link.channel(), answers.begun());
                channels.add(channel);
                for (Publication one : publications) {
                    channel.publish(one.address(), one.message(), one.answer());
                }
            } catch (IOException | RuntimeException failure) {
                ResendOutcome failed = ResendOutcome.failed(Failures.text(failure), answers.begun());
                publications.forEach(one -> one.answer().complete(failed));
            }
        }
        List<ResendOutcome> outcomes = answers.await();
        if (outcomes.stream().anyMatch(one -> one.outcome() == Outcome.TIMEOUT)) {
            link.cut();
        } else {
            channels.forEach(ConfirmedChannel::close);
        }
        return outcomes;
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }

    /** A message on its way. */
    private record Publication(RabbitAddress address, Resend message, CompletableFuture<ResendOutcome> answer) {}
}
