/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sending thread cannot die, whatever its transport throws. */
class EventSenderTests {

    private final FailingTransport transport = new FailingTransport();
    private final EventSender sender = new EventSender(
            new ModuleIdentity("orders", "orders_host_1"),
            Events.SERIALIZER,
            transport,
            settings(Duration.ofMillis(5)));

    @Test
    void publish_throughATransportThatThrows_isDeliveredOnceItWorks() {
        sender.start();
        sender.publish(Events.named("a"));
        await().until(() -> transport.opened.get() >= 2);
        assertThat(sender.statistics().lastError()).contains("no socket today");
        assertThat(sender.statistics().connected()).isFalse();

        transport.works = true;

        await().until(() -> sender.statistics().acknowledged() == 1);
        assertThat(sender.statistics().connected()).isTrue();
        sender.close();
        assertThat(transport.closed).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void publish_beforeStart_isDeliveredAfterIt() {
        transport.works = true;
        sender.publish(Events.named("early"));

        sender.start();

        await().until(() -> sender.statistics().acknowledged() == 1);
        sender.close();
    }

    @Test
    void close_beforeStart_returns() {
        sender.close();

        assertThat(transport.opened).hasValue(0);
    }

    @Test
    void close_withATransportThatHangs_interruptsItAndCountsWhatIsLost() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        transport.works = true;
        transport.beforeSend = () -> {
            hanging.countDown();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        };
        sender.start();
        sender.publish(Events.named("a"));
        hanging.await();
        sender.publish(Events.named("b"));

        sender.close();

        assertThat(sender.statistics().dropped()).isEqualTo(Map.of("closed", 2L));
    }

    @Test
    void publish_betweenTwoRoundsFarApart_isSentBeforeTheQueueIsFull() {
        try (EventSender patient = patient()) {
            for (int i = 0; i < 26; i++) { // a quarter of the queue, and one
                patient.publish(Events.named("event " + i));
            }

            await().until(() -> transport.sent.get() > 0);
        }
    }

    /** Else it would ask again and again whether it may send its heartbeat. */
    @Test
    void idle_withoutAConnection_leavesTheWaitingToTheTransport() {
        transport.works = true;
        transport.taking = false;
        sender.start();

        await().until(() -> transport.waits.size() >= 5);

        sender.close();
        assertThat(transport.waits.stream().limit(5)).containsOnly(Duration.ofMillis(5));
    }

    @Test
    void close_betweenTwoRoundsFarApart_deliversAtOnce() {
        EventSender patient = patient();
        patient.publish(Events.named("last"));

        patient.close();

        assertThat(patient.statistics().acknowledged()).isEqualTo(1);
    }

    /** A sender that has had its first round, and waits an hour for the next. */
    private EventSender patient() {
        transport.works = true;
        EventSender patient = new EventSender(
                new ModuleIdentity("orders", "orders_host_1"),
                Events.SERIALIZER,
                transport,
                settings(Duration.ofHours(1)));
        patient.start();
        await().until(() -> transport.heartbeats.get() > 0);
        return patient;
    }

    private static SenderSettings settings(Duration interval) {
        return new SenderSettings(
                100,
                100_000,
                10,
                10_000,
                100_000,
                false,
                interval,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofHours(1),
                Duration.ofMillis(500));
    }

    private static final class FailingTransport implements Transport {

        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger heartbeats = new AtomicInteger();
        private final Queue<WireMessage> answers = new ConcurrentLinkedQueue<>();
        private final Queue<Duration> waits = new ConcurrentLinkedQueue<>();
        private volatile boolean works;
        private volatile boolean taking = true;
        private volatile Runnable beforeSend = () -> {};

        @Override
        public void open() {
            opened.incrementAndGet();
            if (!works) {
                throw new IllegalStateException("no socket today");
            }
        }

        @Override
        public boolean send(WireMessage message) {
            beforeSend.run();
            if (!taking) {
                return false;
            }
            if (message instanceof Batch batch) {
                sent.incrementAndGet();
                answers.add(new Acknowledgement(batch.session(), batch.number()));
            } else {
                heartbeats.incrementAndGet();
            }
            return true;
        }

        @Override
        public @Nullable WireMessage receive(Duration timeout) {
            waits.add(timeout);
            return answers.poll();
        }

        @Override
        public void close(Duration linger) {
            closed.incrementAndGet();
        }
    }
}
