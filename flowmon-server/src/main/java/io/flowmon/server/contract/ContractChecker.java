/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.server.store.ContractCase;
import io.flowmon.server.store.ContractChanges;
import io.flowmon.server.store.ContractProgress;
import io.flowmon.server.store.ContractStore;
import io.flowmon.server.store.ContractTotal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events and judges flows when they have settled. What was judged follows from two numbers alone, which are kept
 * together with all that came of it: the last event that was seen, and a time. A flow is judged when its last arrival and the
 * time to settle lie between that time and the next. Whoever fails to keep something begins again with {@link #resume}. On one
 * thread.
 */
final class ContractChecker {

    private static final Logger log = LoggerFactory.getLogger(ContractChecker.class);

    /** How long after its first events a flow is judged again when it goes on. */
    static final Duration BACK = Duration.ofHours(1);

    /** So many flows may be under way or settling at once. */
    static final int MOST_FLOWS = 200_000;

    private static final int PAGE = 5_000;
    /** So many settled flows are judged before what came of them is kept, and more is read. */
    private static final int AT_ONCE = 2_000;

    /** Who is more than {@link #BACK} and so many events behind passes some over, and goes on with the last half of that time. */
    private static final int MOST_BEHIND = 2_000_000;

    private static final int MOST_DECIDED = 20_000;
    /** So many flows may wait for their deadlines. */
    private static final int MOST_WAITING = 100_000;

    private static final Duration BETWEEN_KEEPING = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final ContractStore store;
    private final List<Contract> contracts;
    private final Set<Duration> settles;
    private final Duration longestSettle;
    private final Map<String, Tally> tallies;
    private final Cases cases;
    private final DeviationAlerts alerts;
    private final ActiveFlows active = new ActiveFlows(MOST_FLOWS);
    private final SettledFlows settled;
    private long position;
    private Instant clock;
    private Instant kept = Instant.EPOCH;

    private ContractChecker(
            EventFeed feed,
            ContractStore store,
            List<Contract> contracts,
            Map<String, Tally> tallies,
            Cases cases,
            DeviationAlerts alerts,
            ContractProgress start) {
        this.feed = feed;
        this.store = store;
        this.contracts = contracts;
        this.settles = contracts.stream().map(Contract::settle).collect(Collectors.toSet());
        this.longestSettle = settles.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        this.tallies = tallies;
        this.cases = cases;
        this.alerts = alerts;
        this.settled = new SettledFlows(feed, store, contracts, active, cases, new Verdicts(tallies, cases, alerts));
        this.position = start.position();
        this.clock = start.judgedUpTo();
    }

    /** Goes on where what is kept ends, as far as the contracts are still the same. */
    static ContractChecker resume(EventFeed feed, ContractStore store, List<ContractFile> files, Instant now)
            throws IOException, InterruptedException {
        Map<String, ContractTotal> totals = new LinkedHashMap<>();
        store.totals().forEach(total -> totals.put(total.contract(), total));
        Cases cases = new Cases(MOST_DECIDED, MOST_WAITING, store.cases());
        DeviationAlerts alerts = new DeviationAlerts(store.openAlerts(Contract.ORIGIN));
        List<Contract> contracts = new ArrayList<>();
        Map<String, Tally> tallies = new LinkedHashMap<>();
        Set<String> same = new HashSet<>();
        for (ContractFile file : files) {
            Contract contract = file.contract();
            if (contract != null) {
                contracts.add(contract);
                ContractTotal total = totals.get(file.id());
                if (total != null && total.definition().equals(file.text())) {
                    tallies.put(file.id(), Tally.of(total));
                    same.add(file.id());
                } else {
                    tallies.put(file.id(), Tally.anew(file));
                }
            }
        }
        cases.retainOf(same);
        for (String rule : alerts.rules()) {
            if (!same.contains(rule.substring(Contract.ORIGIN.length()))) {
                alerts.close(rule);
            }
        }
        ContractChecker checker =
                new ContractChecker(feed, store, contracts, tallies, cases, alerts, start(store, !same.isEmpty(), now));
        checker.catchUp();
        if (checker.hasContracts() || !totals.isEmpty() || alerts.haveChanged()) {
            checker.keep();
        }
        return checker;
    }

    /** Reads what is new and judges what has settled; answers whether there is more to read at once. */
    boolean tick() throws IOException, InterruptedException {
        EventFeed.Page page = feed.read(position, PAGE, Duration.ZERO);
        for (RuleEvent event : page.events()) {
            active.see(event);
            position = event.sequence();
        }
        Instant complete = page.complete().isAfter(clock) ? page.complete() : clock;
        Instant upTo = active.whenSettled(AT_ONCE, settles, clock, complete);
        boolean judged = settled.judge(due(upTo), clock, upTo, position);
        contracts.forEach(contract -> alerts.resolve(contract, upTo));
        active.forgetBefore(upTo.minus(longestSettle));
        cases.forgetBefore(upTo.minus(BACK));
        clock = upTo;
        if (judged || alerts.haveChanged() || clock.isAfter(kept.plus(BETWEEN_KEEPING))) {
            keep();
        }
        return page.events().size() == PAGE || upTo.isBefore(complete);
    }

    boolean hasContracts() {
        return !contracts.isEmpty();
    }

    /** Whether so much is to be done that it is better to leave something out. */
    boolean isFarBehind(Instant now) throws IOException {
        return isFarBehind(store, new ContractProgress(position, clock), now);
    }

    Instant judgedUpTo() {
        return clock;
    }

    List<ContractTotal> totals() {
        return tallies.values().stream().map(Tally::total).toList();
    }

    /** Flows that were not judged since the start: too many at once, too large or too old, or judging them failed. */
    long skipped() {
        return active.skipped() + settled.skipped() + cases.forgotten();
    }

    private static ContractProgress start(ContractStore store, boolean goesOn, Instant now) throws IOException {
        ContractProgress progress = store.progress().orElse(null);
        if (progress == null || !goesOn) {
            return new ContractProgress(store.lastBefore(now), now);
        }
        if (progress.judgedUpTo().isAfter(now)) {
            log.warn(
                    "Flows were held against contracts up to {}, and it is {}: the clock was set back, judging goes on from now",
                    progress.judgedUpTo(),
                    now);
            return new ContractProgress(progress.position(), now);
        }
        if (!isFarBehind(store, progress, now)) {
            return progress;
        }
        Instant later = now.minus(BACK.dividedBy(2));
        return new ContractProgress(store.lastBefore(later), later);
    }

    private static boolean isFarBehind(ContractStore store, ContractProgress progress, Instant now) throws IOException {
        return progress.judgedUpTo().isBefore(now.minus(BACK))
                && store.lastBefore(now) - progress.position() > MOST_BEHIND;
    }

    /** Sees again what had arrived and not settled. */
    private void catchUp() throws IOException, InterruptedException {
        long seen = store.lastBefore(clock.minus(longestSettle));
        while (hasContracts() && seen < position) {
            List<RuleEvent> events = feed.read(seen, PAGE, Duration.ZERO).events();
            for (RuleEvent event : events) {
                if (event.sequence() <= position) {
                    active.seeAgain(event);
                }
                seen = event.sequence();
            }
            if (events.isEmpty()) {
                return;
            }
        }
    }

    private Map<String, Set<Contract>> due(Instant upTo) {
        Map<String, Set<Contract>> due = new LinkedHashMap<>();
        Map<Duration, Set<Contract>> bySettle = new LinkedHashMap<>();
        Map<String, Contract> byId = new LinkedHashMap<>();
        for (Contract contract : contracts) {
            bySettle.computeIfAbsent(contract.settle(), settle -> new LinkedHashSet<>())
                    .add(contract);
            byId.put(contract.id(), contract);
        }
        bySettle.forEach((settle, some) -> {
            for (String flow : active.settled(settle, clock, upTo)) {
                due.computeIfAbsent(flow, any -> new LinkedHashSet<>()).addAll(some);
            }
        });
        for (ContractCase waiting : cases.due(clock, upTo)) {
            Contract contract = byId.get(waiting.contract());
            if (contract != null) {
                due.computeIfAbsent(waiting.correlationId(), any -> new LinkedHashSet<>())
                        .add(contract);
            }
        }
        return due;
    }

    private void keep() throws IOException {
        store.keep(new ContractChanges(
                new ContractProgress(position, clock), totals(), cases.kept(), cases.gone(), alerts.changes()));
        kept = clock;
    }
}
