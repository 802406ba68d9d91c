/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario's events, as many as have been released; time goes as far as they do. Any thread. */
final class ScenarioFeed implements EventFeed {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Scenario scenario;
    private final Map<String, SenderState.Instance> instances = new LinkedHashMap<>();
    private final List<EventLoss> losses = new ArrayList<>();
    private int released;
    private int heard;

    ScenarioFeed(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Returns the time that has come with them, for a rule that waits for senders or does not. */
    synchronized Instant release(int events, boolean waitsForSenders) {
        released = events;
        notifyAll();
        Instant arrived = arrived();
        return waitsForSenders ? complete(arrived) : arrived;
    }

    @Override
    public synchronized Page read(long sequence, int limit, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (sequence >= released && System.nanoTime() < end) {
            wait(1 + Math.max(0, end - System.nanoTime()) / NANOS_PER_MILLI);
        }
        int from = (int) sequence;
        int to = Math.min(released, from + limit);
        List<RuleEvent> events = from < to ? scenario.events().subList(from, to) : List.of();
        Instant arrived = to < released ? scenario.events().get(to).receivedAt() : arrived();
        return new Page(events, arrived, complete(arrived));
    }

    @Override
    public long before(Instant time) {
        return 0;
    }

    /** One piece of news after the other, so that none is passed over however late somebody looks. */
    @Override
    public synchronized Senders senders() {
        Instant arrived = arrived();
        List<Scenario.News> news = scenario.senders();
        Instant time = arrived;
        if (heard < news.size() && !Scenario.BEGIN.plus(news.get(heard).at()).isAfter(arrived)) {
            Scenario.News newest = news.get(heard);
            time = Scenario.BEGIN.plus(newest.at());
            heard++;
            SenderState.Instance instance = newest.instance();
            if (instance != null) {
                instances.put(instance.moduleId(), instance);
            }
            EventLoss loss = newest.loss();
            if (loss != null) {
                losses.add(loss);
            }
        }
        return new Senders(SenderState.of(instances.values()), losses, time);
    }

    private Instant arrived() {
        return released < scenario.events().size()
                ? scenario.events().get(released).receivedAt()
                : Scenario.BEGIN.plus(scenario.until());
    }

    private Instant complete(Instant arrived) {
        Instant complete = arrived;
        for (Scenario.Held held : scenario.held()) {
            Instant oldest = Scenario.BEGIN.plus(held.oldest());
            boolean now = !arrived.isBefore(Scenario.BEGIN.plus(held.from()))
                    && arrived.isBefore(Scenario.BEGIN.plus(held.until()));
            if (now && oldest.isBefore(complete)) {
                complete = oldest;
            }
        }
        return complete;
    }
}
