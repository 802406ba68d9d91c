/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import io.flowmon.server.settings.AlertSettings;
import io.flowmon.server.store.AlertOutbox;
import io.flowmon.server.store.Interest;
import io.flowmon.server.store.Untold;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one channel what is due to it, until it is stopped: everything at least once, in messages of up to {@value #MOST}
 * notices, no sooner after each other than its interval. What does not arrive is tried again, ever more rarely, for as long
 * as the alert is worth telling. What will never be taken is given up, and only that.
 */
final class Notifier implements Runnable {

    static final int MOST = 50;

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final Duration OLD_NEWS = Duration.ofDays(1);
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final ConfiguredChannel channel;
    private final AlertOutbox outbox;
    private final AlertSettings settings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean open;
    private int limit = MOST;
    private Duration retryPause = BETWEEN_LOOKS;
    private volatile @Nullable String trouble;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private volatile @Nullable Instant lastDelivered;

    Notifier(ConfiguredChannel channel, AlertOutbox outbox, AlertSettings settings) {
        this.channel = channel;
        this.outbox = outbox;
        this.settings = settings;
    }

    void stop() {
        stopped.countDown();
    }

    ChannelStatus status() {
        AlertSettings.Channel set = channel.settings();
        return new ChannelStatus(
                channel.name(),
                String.valueOf(set.type()).toLowerCase(Locale.ROOT),
                channel.target(),
                set.severity().name().toLowerCase(Locale.ROOT),
                set.rules(),
                set.interval(),
                trouble,
                delivered.get(),
                givenUp.get(),
                lastDelivered);
    }

    /** Sends a message that tells nothing, at once; any thread. */
    void test() throws DeliveryException, InterruptedException {
        channel.channel().deliver(List.of(Notice.test(settings.link(), Instant.now())));
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = look();
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what is due; answers when to look again. */
    private Duration look() throws InterruptedException {
        Instant now = Instant.now();
        try {
            if (!open) {
                outbox.open(channel.name(), now);
                open = true;
            }
            List<Untold> untold = outbox.untold(channel.name(), interest(now), limit);
            List<Untold> passedOver = untold.stream()
                    .filter(one -> one.why() == Untold.Why.PASSED_OVER)
                    .toList();
            note(passedOver, now);
            List<Untold> due =
                    untold.stream().filter(one -> !passedOver.contains(one)).toList();
            if (!due.isEmpty()) {
                return tell(due, now);
            }
            allIsWell();
            return passedOver.isEmpty() ? BETWEEN_LOOKS : Duration.ZERO;
        } catch (IOException storeInTrouble) {
            return again(String.valueOf(storeInTrouble.getMessage()), null);
        }
    }

    private Duration tell(List<Untold> due, Instant now) throws IOException, InterruptedException {
        URI link = settings.link();
        try {
            channel.channel()
                    .deliver(due.stream().map(one -> Notice.of(one, link)).toList());
        } catch (DeliveryException failure) {
            return failed(due, failure, now);
        } catch (RuntimeException unexpected) {
            log.warn("The channel {} failed in a way that it should not", channel.name(), unexpected);
            return again(String.valueOf(unexpected), null);
        }
        note(due, now);
        delivered.addAndGet(due.size());
        lastDelivered = now;
        limit = Math.min(MOST, 2 * limit);
        allIsWell();
        return longer(channel.settings().interval(), BETWEEN_LOOKS);
    }

    /** A message that is never taken is cut in halves until it is clear which notice is to blame. */
    private Duration failed(List<Untold> due, DeliveryException failure, Instant now) throws IOException {
        if (!failure.isPermanent()) {
            return again(String.valueOf(failure.getMessage()), failure.retryAfter());
        }
        if (due.size() > 1) {
            limit = due.size() / 2;
            return BETWEEN_LOOKS;
        }
        log.warn(
                "The channel {} will not be told of the alert {}: {}",
                channel.name(),
                due.get(0).alert().alert().last().id(),
                failure.getMessage());
        note(due, now);
        givenUp.incrementAndGet();
        return BETWEEN_LOOKS;
    }

    private void allIsWell() {
        if (trouble != null) {
            log.info("The channel {} is told of alerts again", channel.name());
        }
        trouble = null;
        retryPause = BETWEEN_LOOKS;
    }

    private Duration again(String message, @Nullable Duration wish) {
        if (trouble == null) {
            log.warn("The channel {} is not told of alerts now, and will be later: {}", channel.name(), message);
        }
        trouble = message;
        Duration pause = wish == null ? retryPause : longer(retryPause, wish);
        retryPause = shorter(retryPause.multipliedBy(2), LONGEST_PAUSE);
        return shorter(pause, LONGEST_WISH);
    }

    private void note(List<Untold> told, Instant now) throws IOException {
        if (!told.isEmpty()) {
            outbox.told(channel.name(), told.stream().map(Untold::alert).toList(), now);
        }
    }

    private Interest interest(Instant now) {
        AlertSettings.Channel set = channel.settings();
        return new Interest(
                set.severity(),
                Set.copyOf(set.rules()),
                now.minus(settings.remindAfter()),
                now.minus(OLD_NEWS),
                now.minus(SETTLED));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
