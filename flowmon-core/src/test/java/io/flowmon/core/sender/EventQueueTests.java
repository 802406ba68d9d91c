/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Event;
import org.junit.jupiter.api.Test;

class EventQueueTests {

    @Test
    void offer_beyondTheCount_isRefused() {
        EventQueue queue = new EventQueue(5, Long.MAX_VALUE);

        for (int i = 0; i < 5; i++) {
            assertThat(queue.offer(Events.named("event " + i))).isTrue();
        }

        assertThat(queue.offer(Events.named("too many"))).isFalse();
        assertThat(queue.size()).isEqualTo(5);
    }

    @Test
    void offer_beyondTheBytes_isRefusedUntilSomethingLeaves() {
        Event event = Events.withBody("event", 1_000);
        EventQueue queue = new EventQueue(100, 2L * event.sizeInBytes());

        assertThat(queue.offer(event)).isTrue();
        assertThat(queue.offer(event)).isTrue();
        assertThat(queue.offer(event)).isFalse();
        assertThat(queue.bytes()).isEqualTo(2L * event.sizeInBytes());

        assertThat(queue.poll()).isSameAs(event);
        assertThat(queue.offer(event)).isTrue();
    }

    @Test
    void poll_returnsEventsInTheirOrder() {
        EventQueue queue = new EventQueue(4, Long.MAX_VALUE);
        queue.offer(Events.named("first"));
        queue.offer(Events.named("second"));

        assertThat(queue.poll()).extracting(Event::messageType).isEqualTo("first");
        assertThat(queue.poll()).extracting(Event::messageType).isEqualTo("second");
        assertThat(queue.poll()).isNull();
        assertThat(queue.bytes()).isZero();
    }
}
