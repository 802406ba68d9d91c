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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryWindowTests {

    private static final long SECOND = 1_000_000_000L;

    private final SenderCounters counters = new SenderCounters();
    private final List<String> logged = new ArrayList<>();
    private final SessionLog log = new SessionLog() {
        @Override
        public void settled(long number, int events) {
            logged.add("settled " + number);
        }

        @Override
        public void renumbered(UUID session, long offset) {
            logged.add("renumbered by " + offset);
        }
    };
    private final SpareArrays spare = new SpareArrays(1_000_000);
    private final DeliveryWindow window =
            new DeliveryWindow(UUID.randomUUID(), 1, SenderSettings.defaults(), counters, log, spare, 0);
    private final List<Long> sent = new ArrayList<>();
    private long limit = Long.MAX_VALUE;
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

        window.send(limit, now, message -> sent.isEmpty() && sent.add(((Batch) message).number()));
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
    void acknowledged_ofAnotherSession_isIgnored() {
        add(1);
        send();

        window.acknowledged(new Acknowledgement(UUID.randomUUID(), 1), now);

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
    void acknowledged_ofTheFuture_opensANewSession() {
        add(2);
        send();
        UUID before = window.session();

        acknowledge(99);
        send();

        assertThat(window.session()).isNotEqualTo(before);
        assertThat(sent).containsExactly(1L, 2L, 1L, 2L);
        assertThat(counters.acknowledged()).isZero();
    }

    @Test
    void acknowledged_wronglyAgainAndAgain_opensOneSessionAtATime() {
        add(1);
        send();
        acknowledge(99);
        send();
        UUID session = window.session();

        acknowledge(99);

        assertThat(window.session()).isEqualTo(session);
    }

    @Test
    void log_isToldOfEveryBatchAndOfRenumbering() {
        add(4);
        send();

        acknowledge(2);
        now += SECOND / 2;
        acknowledge(0);

        assertThat(logged).containsExactly("settled 1", "settled 2", "renumbered by 2");
        assertThat(window.firstHeld()).isEqualTo(1);
        assertThat(window.nextNumber()).isEqualTo(3);
    }

    @Test
    void acknowledgement_ofABatchSentOnce_sparesItsArray() {
        byte[] array = new byte[20_000];
        window.add(new EncodedBatch(PayloadEncoding.JSON, array, 19_000, 10, Events.NOW));
        send();
        assertThat(spare.take(19_500)).isNotSameAs(array);

        acknowledge(1);

        assertThat(spare.take(19_500)).isSameAs(array);
        assertThat(window.bytes()).isZero();
    }

    @Test
    void acknowledgement_ofABatchSentTwice_leavesItsArrayToTheCopyUnderWay() {
        byte[] array = new byte[20_000];
        window.add(new EncodedBatch(PayloadEncoding.JSON, array, 10, Events.NOW));
        send();
        now += 60 * SECOND;
        send();
        assertThat(sent).containsExactly(1L, 1L);

        acknowledge(1);

        assertThat(spare.take(20_000)).isNotSameAs(array);
    }

    @Test
    void send_onASessionThatIsContinued_numbersFromThere() {
        DeliveryWindow continued =
                new DeliveryWindow(UUID.randomUUID(), 7, SenderSettings.defaults(), counters, log, spare, 0);
        continued.add(batch());

        continued.send(limit, now, this::take);

        assertThat(sent).containsExactly(7L);
    }

    @Test
    void send_withALimit_leavesNoMoreUnacknowledged() {
        add(5);
        limit = 250;
        send();
        assertThat(sent).containsExactly(1L, 2L);

        acknowledge(1);
        send();
        assertThat(sent).containsExactly(1L, 2L, 3L);

        limit = 1;
        acknowledge(3);
        send();
        assertThat(sent).as("one batch may always be under way").containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void send_withALimitOfZero_waits() {
        add(1);
        limit = 0;
        send();
        assertThat(sent).isEmpty();

        limit = 1_000;
        send();
        assertThat(sent).containsExactly(1L);
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
        window.send(limit, now, this::take);
    }

    private boolean take(WireMessage message) {
        return sent.add(((Batch) message).number());
    }

    private void acknowledge(long number) {
        window.acknowledged(new Acknowledgement(window.session(), number), now);
    }
}
