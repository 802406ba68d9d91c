/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderState;
import io.flowmon.rules.event.SenderState.State;
import io.flowmon.server.store.EventLog;
import io.flowmon.server.store.HeardSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store as a feed. All rules read the same newest events, so these are read from the store once and kept for a while;
 * a rule that is further behind reads for itself. Any thread.
 */
final class StoreFeed implements EventFeed {

    private static final int KEPT = 50_000;
    private static final int PAGE = 10_000;

    /** How long an event may be on disk before rules see it, and how often the store is asked while nothing happens. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** A sender that holds events for longer holds nothing up any more. */
    private static final Duration LONGEST_HELD = Duration.ofMinutes(15);

    /** No rule and no contract waits for longer than that for what may be lost: one of a day, and what it takes to settle. */
    private static final Duration LOSSES_REMEMBERED = Duration.ofHours(26);

    /** A sender that was not heard of for longer is forgotten. */
    private static final Duration REMEMBERED = LOSSES_REMEMBERED;

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);

    /** Senders report every 10 s. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(2);

    private final EventLog log;
    private final Duration goneAfter;
    private final Supplier<Instant> silentBefore;
    private final Instant startedAt = Instant.now();
    private @Nullable RecentEvents recent;
    private Instant arrived = Instant.EPOCH;
    private Instant looked = Instant.EPOCH;
    private Instant held = Instant.MAX;
    private Instant heardBefore = Instant.MAX;
    private Instant asked = Instant.EPOCH;
    private List<SenderState> senders = List.of();
    private List<EventLoss> losses = List.of();
    private long finds;

    /**
     * @param goneAfter how long a sender may be silent before nobody waits for it
     * @param silentBefore who was heard last before that is gone
     */
    StoreFeed(EventLog log, Duration goneAfter, Supplier<Instant> silentBefore) {
        this.log = log;
        this.goneAfter = goneAfter;
        this.silentBefore = silentBefore;
    }

    @Override
    public Page read(long sequence, int limit, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Page page = look(sequence, limit);
        while (page.events().isEmpty() && System.nanoTime() < end) {
            awaitNews(Duration.ofNanos(end - System.nanoTime()));
            page = look(sequence, limit);
        }
        return page;
    }

    @Override
    public synchronized Senders senders() throws IOException {
        lookForMore();
        return new Senders(senders, losses, arrived);
    }

    @Override
    public long before(Instant time) throws IOException {
        return log.lastBefore(time);
    }

    private Page look(long sequence, int limit) throws IOException {
        synchronized (this) {
            RecentEvents newest = lookForMore();
            if (newest.reachBackTo(sequence)) {
                List<RuleEvent> events = newest.after(sequence, limit);
                boolean all = events.isEmpty() || events.get(events.size() - 1).sequence() == newest.last();
                Instant time = all ? arrived : events.get(events.size() - 1).receivedAt();
                return new Page(events, time, complete(time));
            }
        }
        List<RuleEvent> events = log.after(sequence, limit);
        Instant time =
                events.isEmpty() ? Instant.EPOCH : events.get(events.size() - 1).receivedAt();
        synchronized (this) {
            return new Page(events, time, complete(time));
        }
    }

    private RecentEvents lookForMore() throws IOException {
        RecentEvents newest = recent;
        if (newest == null) {
            heardBefore = lastHeardBefore(startedAt);
            newest = new RecentEvents(KEPT, log.lastBefore(Instant.now()));
            recent = newest;
        }
        Instant now = Instant.now();
        if (now.isBefore(looked.plus(BETWEEN_LOOKS))) {
            return newest;
        }
        looked = now;
        if (now.isAfter(asked.plus(BETWEEN_QUESTIONS))) {
            held = log.oldestUnsent(now.minus(goneAfter)).orElse(Instant.MAX);
            List<HeardSender> heard = log.senders(now.minus(REMEMBERED));
            senders = SenderState.of(
                    heard.stream().map(sender -> instance(sender, now)).toList());
            losses = Stream.concat(
                            log.losses(now.minus(LOSSES_REMEMBERED)).stream(),
                            heard.stream().filter(this::isGone).map(StoreFeed::lossOf))
                    .toList();
            asked = now;
        }
        Instant settled = log.settledUpTo();
        List<RuleEvent> events = log.after(newest.last(), PAGE);
        events.forEach(newest::add);
        if (!events.isEmpty()) {
            finds++;
            notifyAll();
        }
        Instant reached =
                events.size() < PAGE ? settled : events.get(events.size() - 1).receivedAt();
        arrived = reached.isAfter(arrived) ? reached : arrived;
        return newest;
    }

    private boolean isGone(HeardSender sender) {
        return !sender.bye() && sender.heardAt().isBefore(silentBefore.get());
    }

    /** What it had in memory is gone with it. */
    private static EventLoss lossOf(HeardSender gone) {
        Instant heard = gone.heardAt();
        return new EventLoss(
                gone.moduleType(),
                heard.toEpochMilli(),
                heard.plus(BETWEEN_HEARTBEATS).toEpochMilli());
    }

    private SenderState.Instance instance(HeardSender sender, Instant now) {
        Instant heard = sender.heardAt();
        State state = null;
        Instant since = heard;
        if (sender.bye()) {
            state = State.BYE;
        } else if (isGone(sender)) {
            state = State.GONE;
            since = heard.plus(goneAfter);
        } else if (!heard.isBefore(now.minus(goneAfter))) {
            state = State.UP;
            since = Instant.EPOCH;
        }
        return new SenderState.Instance(sender.moduleType(), sender.moduleId(), state, since);
    }

    /**
     * Nobody has said what he holds right after the start, so time stands still then for those who wait for that: where it was when
     * somebody was heard last, for what came while this server was down is still to be delivered.
     */
    private Instant complete(Instant time) {
        Instant now = Instant.now();
        Instant longest = now.minus(LONGEST_HELD);
        Instant waits = held.isBefore(longest) ? longest : held;
        if (now.isBefore(startedAt.plus(goneAfter)) && heardBefore.isBefore(waits)) {
            waits = heardBefore;
        }
        return waits.isBefore(time) ? waits : time;
    }

    /** When the last event or the last word of a sender came before that; that time itself if nobody is known. */
    private Instant lastHeardBefore(Instant time) throws IOException {
        List<RuleEvent> last = log.after(Math.max(0, log.lastBefore(time) - 1), 1);
        return Stream.concat(
                        last.stream().map(RuleEvent::receivedAt),
                        log.senders(Instant.EPOCH).stream().map(HeardSender::heardAt))
                .filter(heard -> heard.isBefore(time))
                .max(Comparator.naturalOrder())
                .orElse(time);
    }

    /** Until it is time to look again, or another reader has found something. */
    private synchronized void awaitNews(Duration left) throws InterruptedException {
        long found = finds;
        long end = System.nanoTime() + Math.min(BETWEEN_LOOKS.toNanos(), left.toNanos());
        for (long nanos = end - System.nanoTime(); finds == found && nanos > 0; nanos = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }
}
