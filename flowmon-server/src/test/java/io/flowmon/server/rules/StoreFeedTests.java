/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowmon.rules.event.EventFeed.Page;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderState;
import io.flowmon.server.store.EventLog;
import io.flowmon.server.store.HeardSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.data.TemporalUnitOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreFeedTests {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration GONE_AFTER = Duration.ofSeconds(35);
    private static final int MORE_THAN_IS_KEPT = 60_000;

    private final Log log = new Log();

    @Test
    void read_whatIsNew_isThereOnce_andTimeGoesAsFarAsItIsSettled() throws Exception {
        StoreFeed feed = feed(Duration.ZERO);
        assertThat(feed.read(0, 10, Duration.ZERO).events()).isEmpty();

        log.events = 3;
        Page page = feed.read(0, 10, PATIENCE);

        assertThat(page.events()).extracting(RuleEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(page.arrived()).isEqualTo(log.settled);
        assertThat(page.complete()).isEqualTo(log.settled);
        assertThat(feed.read(3, 10, Duration.ZERO).events()).isEmpty();
    }

    @Test
    void read_partOfWhatIsThere_timeGoesNoFurtherThanThat() throws Exception {
        StoreFeed feed = feed(Duration.ZERO);
        feed.read(0, 10, Duration.ZERO);
        log.events = 5;

        Page page = feed.read(0, 2, PATIENCE);

        assertThat(page.events()).extracting(RuleEvent::sequence).containsExactly(1L, 2L);
        assertThat(page.arrived()).isEqualTo(Log.receivedAt(2));
    }

    @Test
    void read_furtherBackThanIsKept_readsTheStore_andMissesNothing() throws Exception {
        StoreFeed feed = feed(Duration.ZERO);
        feed.read(0, 10, Duration.ZERO);
        log.events = MORE_THAN_IS_KEPT;
        for (long last = 0; last < MORE_THAN_IS_KEPT; ) {
            last = lastOf(feed.read(last, 10_000, PATIENCE));
        }

        long last = 0;
        while (last < MORE_THAN_IS_KEPT) {
            Page page = feed.read(last, 7_000, PATIENCE);
            assertThat(page.events().get(0).sequence()).isEqualTo(last + 1);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(7_000);
            last = lastOf(page);
        }
        assertThat(last).isEqualTo(MORE_THAN_IS_KEPT);
    }

    @Test
    void complete_waitsForWhatSendersHold() throws Exception {
        log.unsent = Instant.now().minusSeconds(60);

        Page page = feed(Duration.ZERO).read(0, 10, Duration.ZERO);

        assertThat(page.arrived()).isEqualTo(log.settled);
        assertThat(page.complete()).isEqualTo(log.unsent);
    }

    @Test
    void complete_waitsNoLongerThanAQuarterOfAnHour() throws Exception {
        log.unsent = Instant.now().minus(Duration.ofDays(1));

        Page page = feed(Duration.ZERO).read(0, 10, Duration.ZERO);

        assertThat(page.complete()).isCloseTo(Instant.now().minus(Duration.ofMinutes(15)), within10s());
    }

    @Test
    void complete_rightAfterTheStart_standsStill() throws Exception {
        Instant before = Instant.now();
        log.settled = before.plusSeconds(20);

        Page page = feed(GONE_AFTER).read(0, 10, Duration.ZERO);

        assertThat(page.arrived()).isEqualTo(log.settled);
        assertThat(page.complete()).isCloseTo(before, within10s());
    }

    @Test
    void complete_rightAfterTheStart_standsWhereSomebodyWasHeardLast_howeverLongThatIsAgo() throws Exception {
        Instant heard = Instant.now().minus(Duration.ofHours(3));
        log.events = 3;
        assertThat(feed(GONE_AFTER).read(0, 10, Duration.ZERO).complete()).isEqualTo(Log.receivedAt(3));

        log.senders = List.of(new HeardSender("shop", "shop_1", false, heard));
        assertThat(feed(GONE_AFTER).read(3, 10, Duration.ZERO).complete()).isEqualTo(heard);

        assertThat(feed(Duration.ZERO).read(3, 10, Duration.ZERO).complete())
                .as("once every sender that lives was heard")
                .isEqualTo(log.settled);
    }

    @Test
    void senders_areUpWhenHeardJustNow_goneWhenSilent_andNotKnownWhileNobodyCouldBeHeard() throws Exception {
        log.senders = List.of(
                new HeardSender("shop", "shop_1", false, Instant.now()),
                new HeardSender("shop", "shop_2", false, Instant.now().minusSeconds(60)),
                new HeardSender("mail", "mail_1", true, Instant.now().minusSeconds(60)));

        assertThat(states(Instant.now().minusSeconds(35)))
                .containsExactlyInAnyOrder("shop_1 UP", "shop_2 GONE", "mail_1 BYE");
        assertThat(states(Instant.MIN)).containsExactlyInAnyOrder("shop_1 UP", "mail_1 BYE");
    }

    @Test
    void senders_goneSince_isWhenTheyShouldHaveBeenHeard_howeverOftenOneAsks() throws Exception {
        Instant heard = Instant.parse("2026-01-01T00:00:00Z");
        log.senders = List.of(new HeardSender("shop", "shop_1", false, heard));

        assertThat(new StoreFeed(log, GONE_AFTER, Instant::now).senders().states())
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.since()).isEqualTo(heard.plus(GONE_AFTER));
                    assertThat(state.moduleSince()).isEqualTo(heard.plus(GONE_AFTER));
                    assertThat(state.moduleState()).isEqualTo(SenderState.State.GONE);
                    assertThat(state.moduleGone()).isOne();
                });
    }

    @Test
    void losses_areWhatWasDropped_andWhatAnInstanceHadThatIsGone() throws Exception {
        Instant heard = Instant.now().minusSeconds(60);
        log.senders = List.of(
                new HeardSender("shop", "shop_2", false, heard), new HeardSender("mail", "mail_1", true, heard));
        log.losses = List.of(new EventLoss("stock", 1, 2));

        assertThat(feed(GONE_AFTER).senders().losses())
                .containsExactly(
                        new EventLoss("stock", 1, 2),
                        new EventLoss(
                                "shop",
                                heard.toEpochMilli(),
                                heard.plusSeconds(10).toEpochMilli()));
    }

    private List<String> states(Instant silentBefore) throws IOException {
        return new StoreFeed(log, GONE_AFTER, () -> silentBefore)
                .senders().states().stream()
                        .map(state -> state.moduleId() + " " + state.state())
                        .toList();
    }

    private StoreFeed feed(Duration goneAfter) {
        return new StoreFeed(log, goneAfter, () -> Instant.now().minus(goneAfter));
    }

    private static TemporalUnitOffset within10s() {
        return within(10, ChronoUnit.SECONDS);
    }

    private static long lastOf(Page page) {
        return page.events().get(page.events().size() - 1).sequence();
    }

    /** A store in which the events are numbered from 1 and came a millisecond apart. */
    private static final class Log implements EventLog {

        private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

        private volatile long events;
        private volatile Instant settled = Instant.now();
        private volatile @Nullable Instant unsent;
        private volatile List<HeardSender> senders = List.of();
        private volatile List<EventLoss> losses = List.of();

        private static Instant receivedAt(long sequence) {
            return BEGIN.plusMillis(sequence);
        }

        @Override
        public List<RuleEvent> after(long sequence, int limit) {
            return LongStream.rangeClosed(sequence + 1, Math.min(events, sequence + limit))
                    .mapToObj(Log::event)
                    .toList();
        }

        @Override
        public Instant settledUpTo() {
            return settled;
        }

        @Override
        public long lastBefore(Instant time) throws IOException {
            return events;
        }

        @Override
        public Optional<Instant> oldestUnsent(Instant heard) {
            return Optional.ofNullable(unsent);
        }

        @Override
        public List<HeardSender> senders(Instant heard) {
            return senders;
        }

        @Override
        public List<EventLoss> losses(Instant time) {
            return losses;
        }

        private static RuleEvent event(long sequence) {
            return new RuleEvent(
                    sequence,
                    "event-" + sequence,
                    "flow",
                    receivedAt(sequence),
                    receivedAt(sequence),
                    "orders",
                    "orders_host_1",
                    "GET /a",
                    "End call",
                    "receiver",
                    null,
                    null,
                    null,
                    0.1,
                    "ok",
                    null,
                    null,
                    false,
                    null,
                    1);
        }
    }
}
