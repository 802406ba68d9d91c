/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.fault;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.EventSerializer;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.wire.WireMessage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parts of flowmon that do what they must not. */
final class Faults {

    private Faults() {}

    /** Takes and gives nothing, and calls {@code onSend} for what it is asked to send. */
    static Transport transport(Predicate<WireMessage> onSend) {
        return new Transport() {

            @Override
            public void open() {}

            @Override
            public boolean send(WireMessage message) {
                return onSend.test(message);
            }

            @Override
            public @Nullable WireMessage receive(Duration timeout) {
                await(new CountDownLatch(1), timeout);
                return null;
            }

            @Override
            public void close(Duration linger) {}
        };
    }

    /** A sender whose encoder is {@code serializer}. */
    static EventSender sender(EventSerializer serializer) {
        SenderSettings usual = SenderSettings.defaults();
        EventSender sender = new EventSender(
                new ModuleIdentity("shop", "shop_1"),
                serializer,
                transport(message -> true),
                new SenderSettings(
                        usual.queueEvents(),
                        usual.queueBytes(),
                        usual.batchEvents(),
                        usual.batchBytes(),
                        usual.windowBytes(),
                        false,
                        Duration.ofMillis(10),
                        usual.retryMin(),
                        usual.retryMax(),
                        usual.heartbeat(),
                        Duration.ofMillis(100)));
        sender.start();
        return sender;
    }

    static void await(CountDownLatch latch, Duration timeout) {
        try {
            latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException goOn) {
                // that is the fault
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
        throw (T) failure;
    }
}
