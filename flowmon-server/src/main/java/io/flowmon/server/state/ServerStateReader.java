/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.state;

import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import io.flowmon.server.notification.Notifications;
import io.flowmon.server.rules.RulesRunner;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.Removals;
import io.flowmon.server.store.StoreSpace;
import io.flowmon.server.vault.Vault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at the server's parts. Any thread; nothing here asks the store a question. */
@Component
public final class ServerStateReader {

    private final Instant startedAt = Instant.now();
    private final ZeroMqIntake zeromq;
    private final MeterRegistry meters;
    private final EventStore events;
    private final StoreSpace space;
    private final Removals removals;
    private final RulesRunner rules;
    private final Notifications notifications;
    private final Vault vault;

    public ServerStateReader(
            ZeroMqIntake zeromq,
            MeterRegistry meters,
            EventStore events,
            StoreSpace space,
            Removals removals,
            RulesRunner rules,
            Notifications notifications,
            Vault vault) {
        this.vault = vault;
        this.zeromq = zeromq;
        this.meters = meters;
        this.events = events;
        this.space = space;
        this.removals = removals;
        this.rules = rules;
        this.notifications = notifications;
    }

    /** As it is now. */
    public ServerState read() {
        return new ServerState(startedAt, intake(), store(), vault.state(), rules(), notifications.statuses());
    }

    private ServerState.Intake intake() {
        TreeSet<String> names = new TreeSet<>();
        meters.find("flowmon.intake.events").counters().forEach(counter -> names.add(source(counter)));
        return new ServerState.Intake(
                zeromq.isRunning() ? null : "Events over ZeroMQ are not taken in",
                zeromq.port(),
                sum("flowmon.intake.unreadable", null),
                names.stream()
                        .map(name -> new ServerState.Source(
                                name, sum("flowmon.intake.events", name), sum("flowmon.intake.rejected", name)))
                        .toList());
    }

    private ServerState.Store store() {
        StoreSpace.Usage usage = null;
        String trouble = events.trouble().orElse(null);
        try {
            usage = space.usage();
        } catch (IOException unknown) {
            trouble = trouble == null ? "The data folder cannot be read: " + unknown.getMessage() : trouble;
        }
        return new ServerState.Store(
                trouble,
                usage == null ? null : usage.file(),
                usage == null ? null : usage.log(),
                usage == null ? null : usage.free(),
                removals.events(),
                removals.last().orElse(null));
    }

    private ServerState.Rules rules() {
        List<RuleStatus> statuses = rules.statuses();
        List<String> problems = new ArrayList<>();
        rules.problems().forEach(problem -> problems.add(problem.toString()));
        statuses.stream()
                .filter(status -> status.problem() != null)
                .forEach(status -> problems.add(status.rule().id() + ": " + status.problem()));
        return new ServerState.Rules(
                rules.isEnabled(),
                rules.trouble().orElse(null),
                statuses.stream()
                        .filter(status -> status.state() == RuleStatus.State.RUNNING)
                        .count(),
                statuses.size(),
                rules.judgedUpTo()
                        .map(upTo -> Duration.between(upTo, Instant.now()).toMillis() / 1_000.0)
                        .orElse(null),
                problems);
    }

    private long sum(String meter, @Nullable String source) {
        return Math.round(meters.find(meter).counters().stream()
                .filter(counter -> source == null || source.equals(source(counter)))
                .mapToDouble(Counter::count)
                .sum());
    }

    private static String source(Counter counter) {
        String source = counter.getId().getTag("source");
        return source == null ? "" : source;
    }
}
