/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class TaskCarrierTests {

    private final AtomicInteger lookups = new AtomicInteger();
    private final MessagesInHand messages = new MessagesInHand(new CurrentFlow(List.of()), event -> {}, new Hands());
    private final Runnable task = lookups::get;

    @Test
    void carry_looksUpOnce() {
        TaskCarrier carrier = carrier(() -> messages);

        assertThat(carrier.carry(task)).isInstanceOf(CarriedTask.class);
        assertThat(carrier.apart(task)).isInstanceOf(CarriedTask.class);

        assertThat(lookups).hasValue(1);
    }

    @Test
    void carry_whereNothingCanBeHad_handsTheBareTaskOn() {
        Callable<String> callable = () -> "done";
        TaskCarrier carrier = carrier(() -> {
            throw new IllegalStateException("still being made");
        });

        assertThat(carrier.carry(task)).isSameAs(task);
        assertThat(carrier.carry(callable)).isSameAs(callable);
        assertThat(carrier.apart(task)).isSameAs(task);
    }

    @Test
    void carry_afterTheEnd_handsTheBareTaskOn() {
        TaskCarrier carrier = carrier(() -> messages);
        assertThat(carrier.carry(task)).isNotSameAs(task);

        messages.close();

        assertThat(carrier.carry(task)).isSameAs(task);
        assertThat(lookups).hasValue(1);
    }

    private TaskCarrier carrier(Callable<MessagesInHand> lookup) {
        return new TaskCarrier(new AvailableMessages(new ObjectProvider<>() {
            @Override
            public MessagesInHand getObject() {
                lookups.incrementAndGet();
                try {
                    return lookup.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }));
    }
}
