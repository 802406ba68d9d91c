/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import io.flowmon.server.settings.AlertSettings;
import io.flowmon.server.store.AlertOutbox;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** All channels, each with a thread of its own, so that none waits for another. Questions may come on any thread. */
public final class Notifications implements SmartLifecycle {

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final List<Notifier> notifiers;
    private List<Thread> threads = List.of();

    public Notifications(List<ConfiguredChannel> channels, AlertOutbox outbox, AlertSettings settings) {
        notifiers = channels.stream()
                .map(channel -> new Notifier(channel, outbox, settings))
                .toList();
    }

    /** How each is doing. */
    public List<ChannelStatus> statuses() {
        return notifiers.stream().map(Notifier::status).toList();
    }

    /**
     * Sends a message that tells nothing, to see whether it arrives; answers whether there is such a channel.
     *
     * @throws DeliveryException if it did not arrive
     */
    public boolean test(String name) throws DeliveryException, InterruptedException {
        for (Notifier notifier : notifiers) {
            if (notifier.status().name().equals(name)) {
                notifier.test();
                return true;
            }
        }
        return false;
    }

    @Override
    public void start() {
        threads = notifiers.stream()
                .map(notifier -> new Thread(
                        notifier, "flowmon-channel-" + notifier.status().name()))
                .toList();
        threads.forEach(Thread::start);
    }

    /** Lets what is on its way arrive and be noted, for 5 s; what is then cut off is told again after the next start. */
    @Override
    public void stop() {
        notifiers.forEach(Notifier::stop);
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
