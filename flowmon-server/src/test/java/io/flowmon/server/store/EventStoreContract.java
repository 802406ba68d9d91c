/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import io.flowmon.server.event.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do with what it is given. */
public abstract class EventStoreContract extends StoreFixture {

    protected abstract StatisticsStore statistics();

    /** Closes the store and opens it again on the same data. */
    protected abstract void reopen() throws Exception;

    @Test
    void events_stored_comeBackAsTheyWere() throws Exception {
        IncomingEvent event = TestEvents.event("f1", START, "shop", "ok");

        store(event);

        assertThat(eventsOf("f1")).singleElement().satisfies(stored -> {
            assertThat(stored.sequence()).isEqualTo(1);
            assertThat(stored.eventId()).isEqualTo(event.eventId());
            assertThat(stored.timestamp()).isEqualTo(START);
            assertThat(stored.receivedAt()).isEqualTo(START.plusSeconds(1));
            assertThat(stored.messageId()).isEqualTo(event.messageId());
            assertThat(stored.elapsedSeconds()).isEqualTo(0.25);
            assertThat(stored.actionId()).isNull();
            assertThat(stored.businessKeys()).containsEntry("order_id", "4711").containsEntry("quote", "a\"b");
            assertThat(String.valueOf(stored.serviceParams())).isEqualTo(event.serviceParams());
            assertThat(String.valueOf(stored.result())).isEqualTo("[1.10]");
            assertThat(String.valueOf(stored.others())).isEqualTo("{\"extra\":true}");
        });
    }

    @Test
    void events_ofAFlow_areInOrderOfTimeThenOfStoring() throws Exception {
        store(TestEvents.event("f1", START.plusSeconds(2), "c", null));
        store(TestEvents.event("f1", START, "a", null), TestEvents.event("f1", START, "b", null));

        assertThat(eventsOf("f1")).extracting(StoredEvent::moduleType).containsExactly("a", "b", "c");
    }

    @Test
    void session_repeatedBatchAndGap_storeNothing() throws Exception {
        UUID session = UUID.randomUUID();

        assertThat(storeNumbered(session, 1)).isEqualTo(new Receipt(true, 1, null));
        assertThat(storeNumbered(session, 1)).isEqualTo(new Receipt(false, 1, null));
        assertThat(storeNumbered(session, 3)).isEqualTo(new Receipt(false, 1, null));
        assertThat(storeNumbered(UUID.randomUUID(), 5)).isEqualTo(new Receipt(false, 0, null));
        assertThat(storeNumbered(session, 2)).isEqualTo(new Receipt(true, 2, null));

        assertThat(eventsOf("numbered")).hasSize(2);
    }

    @Test
    void session_afterReopening_goesOnWhereItWas() throws Exception {
        UUID session = UUID.randomUUID();
        storeNumbered(session, 1);

        reopen();

        assertThat(storeNumbered(session, 1)).isEqualTo(new Receipt(false, 1, null));
        assertThat(storeNumbered(session, 2)).isEqualTo(new Receipt(true, 2, null));
        assertThat(eventsOf("numbered")).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    }

    @Test
    void request_repeatedWithItsKey_storesNothingAndFindsTheFirstAnswer() throws Exception {
        IdempotentRequest request = new IdempotentRequest("k", "fingerprint", "{\"accepted\":1}");
        EventBatch batch = batch(List.of(TestEvents.event("f1", START, "shop", null)), List.of(), null, request);

        assertThat(store(batch).stored()).isTrue();
        reopen();
        Receipt second = store(batch);

        assertThat(second.stored()).isFalse();
        assertThat(second.earlier()).isEqualTo(request);
        assertThat(eventsOf("f1")).hasSize(1);
    }

    @Test
    void rejected_isListedNewestFirstByPages() throws Exception {
        List<RejectedEvent> rejected = IntStream.range(0, 5)
                .mapToObj(i -> new RejectedEvent(i, "reason " + i, "{"))
                .toList();
        store(batch(List.of(), rejected, null, null));

        Page<Rejection> first = statistics().rejected(null, 3);
        Page<Rejection> second = statistics().rejected(first.cursor(), 3);

        assertThat(first.items()).extracting(one -> one.event().index()).containsExactly(4, 3, 2);
        assertThat(second.items()).extracting(one -> one.event().index()).containsExactly(1, 0);
        assertThat(second.cursor()).isNull();
    }

    @Test
    void report_ofAnInstance_disturbsNothing() throws Exception {
        for (int i = 0; i < 2; i++) {
            events().offer(new InstanceReport(
                    UUID.randomUUID(),
                    new HeartbeatReport(
                            "shop", "shop_1", HeartbeatReport.State.UP, START, 1, Map.of("full", 2L), START),
                    START));
        }
        store(TestEvents.event("f1", START, "shop", "ok"));

        assertThat(events().trouble()).isEmpty();
        assertThat(eventsOf("f1")).hasSize(1);
    }

    private Receipt storeNumbered(UUID session, long number) throws Exception {
        List<IncomingEvent> events = List.of(TestEvents.event("numbered", START, "shop", "ok"));
        return store(batch(events, List.of(), new WirePosition(session, number), null));
    }
}
