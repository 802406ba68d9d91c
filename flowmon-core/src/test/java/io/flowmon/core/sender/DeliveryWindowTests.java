/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryWindowTests {

    private static final long SECOND = 1_000_000_000L;

    private final SenderCounters counters = new SenderCounters();
    private final DeliveryWindow window = new DeliveryWindow(SenderSettings.defaults(), counters, 0);
    private final List<Long> sent = new ArrayList<>();
    private long now = SECOND;

    @Test
    void send_sendsEachBatchOnceInOrder() {
        add(3);

        send();
        send();

        assertThat(sent).containsExactly(1L, 2L, 3L);
        assertThat(window.events()).isEqualTo(30);
    }

    @Test
    void acknowledged_letsGoOfAllUpToTheNumber() {
        add(3);
        send();

        acknowledge(2);

        assertThat(window.events()).isEqualTo(10);
        assertThat(counters.acknowledged()).isEqualTo(20);
    }

    @Test
    void send_whenTheTransportTakesNoMore_goesOnThereLater() {
        add(3);

        window.send(now, message -> sent.isEmpty() && sent.add(((Batch) message).number()));
        assertThat(sent).containsExactly(1L);

        send();
        assertThat(sent).containsExactly(1L, 2L, 3L);
    }

    @Test
    void send_withoutAcknowledgement_sendsAgainWithGrowingPauses() {
        add(2);
        send();

        now += SECOND / 2;
        send();
        assertThat(sent).containsExactly(1L, 2L);

        now += SECOND;
        send();
        assertThat(sent).containsExactly(1L, 2L, 1L, 2L);

        now += SECOND + SECOND / 4;
        send();
        assertThat(sent).as("the second pause is longer").hasSize(4);

        now += 2 * SECOND;
        send();
        assertThat(sent).hasSize(6);
    }

    @Test
    void acknowledged_withTheNumberBeforeTheFirst_fillsTheGapOnce() {
        add(3);
        send();
        sent.clear();

        acknowledge(0);
        send();
        acknowledge(0);
        send();

        assertThat(sent).containsExactly(1L, 2L, 3L);
    }

    @Test
    void acknowledged_withLessThanIsStillHeld_opensANewSessionAndRenumbers() {
        add(3);
        send();
        acknowledge(2);
        UUID before = window.session();
        sent.clear();

        window.acknowledged(new Acknowledgement(before, 0), now);
        send();

        assertThat(window.session()).isNotEqualTo(before);
        assertThat(sent).containsExactly(1L);
        acknowledge(1);
        assertThat(window.isEmpty()).isTrue();
        assertThat(counters.acknowledged()).isEqualTo(30);
    }

    @Test
    void acknowledged_ofAnotherSessionOrOfTheFuture_isIgnored() {
        add(1);
        send();

        window.acknowledged(new Acknowledgement(UUID.randomUUID(), 1), now);
        acknowledge(99);

        assertThat(window.events()).isEqualTo(10);
        assertThat(counters.acknowledged()).isZero();
    }

    @Test
    void rejected_countsThatBatchAsDroppedAndGoesOn() {
        add(3);
        send();

        window.rejected(new Rejection(window.session(), 2, "not JSON"), now);

        assertThat(counters.acknowledged()).isEqualTo(10);
        assertThat(counters.dropped()).isEqualTo(Map.of("rejected", 10L));
        assertThat(window.events()).isEqualTo(10);
    }

    @Test
    void limit_ofZero_stopsSendingUntilItIsLifted() {
        window.limit(0, now);
        add(1);
        send();
        assertThat(window.hasRoom()).isFalse();
        assertThat(sent).isEmpty();

        window.limit(1_000_000, now);
        send();
        assertThat(sent).containsExactly(1L);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void limit_ofZeroFromAServerThatThenVanished_isForgotten() {
        window.limit(0, now);
        add(1);

        now += 31 * SECOND;
        send();

        assertThat(sent).containsExactly(1L);
    }

    @Test
    void hasRoom_isBoundedByTheSettings() {
        SenderSettings defaults = SenderSettings.defaults();
        DeliveryWindow small = new DeliveryWindow(
                new SenderSettings(
                        10,
                        1_000,
                        10,
                        1_000,
                        150,
                        false,
                        Duration.ofMillis(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        defaults.heartbeat(),
                        defaults.shutdown()),
                counters,
                0);

        small.add(batch());
        assertThat(small.hasRoom()).isTrue();
        small.add(batch());
        assertThat(small.hasRoom()).isFalse();
        small.limit(Long.MAX_VALUE, now);
        assertThat(small.hasRoom()).as("the server cannot widen it").isFalse();
    }

    private void add(int batches) {
        for (int i = 0; i < batches; i++) {
            window.add(batch());
        }
    }

    private static EncodedBatch batch() {
        return new EncodedBatch(PayloadEncoding.JSON, new byte[100], 10, Events.NOW);
    }

    private void send() {
        window.send(now, this::take);
    }

    private boolean take(WireMessage message) {
        return sent.add(((Batch) message).number());
    }

    private void acknowledge(long number) {
        window.acknowledged(new Acknowledgement(window.session(), number), now);
    }
}
