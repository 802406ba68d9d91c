/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.rules.engine.RulesEngine;
import io.flowmon.server.alert.KnownRules;
import io.flowmon.server.lifecycle.Watch;
import io.flowmon.server.settings.RulesSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the rules beside a server that is serving already, looks whether somebody has changed them, and stops them before
 * the store is closed. The rules have a thread of their own; questions may come on any.
 */
public final class RulesRunner implements SmartLifecycle, KnownRules {

    private static final Logger log = LoggerFactory.getLogger(RulesRunner.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(5);

    private final RulesSettings settings;
    private final StoredAlerts alerts;
    private final EngineStart engines;
    private final RuleFolder folder;
    private final Watch watch = new Watch();
    private volatile @Nullable RulesEngine engine;
    private volatile @Nullable String trouble;

    RulesRunner(RulesSettings settings, StoredAlerts alerts, EngineStart engines) {
        this.settings = settings;
        this.alerts = alerts;
        this.engines = engines;
        this.folder = new RuleFolder(settings);
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            watch.start("flowmon-rules", this::run);
        }
    }

    @Override
    public void stop() {
        watch.stop();
    }

    @Override
    public boolean isRunning() {
        return watch.isRunning();
    }

    /** Whether rules are to run here at all. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** Why no rule runs, if that is so. */
    public Optional<String> trouble() {
        RulesEngine running = engine;
        return Optional.ofNullable(trouble).or(() -> running == null ? Optional.empty() : running.trouble());
    }

    /** How each rule is doing; nothing before the rules have been started. */
    public List<RuleStatus> statuses() {
        RulesEngine running = engine;
        return running == null ? List.of() : running.statuses();
    }

    /**
     * What was received before that has been judged by all rules but those that wait for senders; nothing while no rule has
     * judged anything.
     */
    public Optional<Instant> judgedUpTo() {
        return statuses().stream()
                .filter(status -> !status.rule().waitsForSenders())
                .map(RuleStatus::upTo)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    @Override
    public Set<String> ids() {
        return statuses().stream().map(status -> status.rule().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is wrong with rules' files. */
    public List<RuleProblem> problems() {
        RulesEngine running = engine;
        return running == null ? List.of() : running.problems();
    }

    /** Where the rules run may be away at first. */
    private void run() throws InterruptedException {
        do {
            runEngine();
        } while (watch.rest(BETWEEN_STARTS));
    }

    private void runEngine() throws InterruptedException {
        try (RulesEngine started = engines.start(alerts)) {
            engine = started;
            folder.forget();
            do {
                lookForChanges(started);
            } while (watch.rest(BETWEEN_LOOKS));
        } catch (IOException | RuntimeException failure) {
            trouble(failure);
        } finally {
            engine = null;
        }
    }

    private void lookForChanges(RulesEngine running) {
        try {
            if (running.isAnyLost()) {
                folder.forget();
            }
            RuleSet rules = folder.changed().orElse(null);
            if (rules != null) {
                alerts.use(rules.rules());
                List<RuleProblem> problems = running.run(rules);
                problems.forEach(problem -> log.warn("A rule cannot run: {}", problem));
                Set<String> ids = running.statuses().stream()
                        .filter(status -> status.state() != RuleStatus.State.FAILED)
                        .map(status -> status.rule().id())
                        .collect(Collectors.toCollection(TreeSet::new));
                alerts.onlyOf(ids);
                log.info("Rules run: {}", ids);
            }
            trouble = null;
        } catch (IOException | RuntimeException failure) {
            folder.forget();
            trouble(failure);
        }
    }

    private void trouble(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.equals(trouble)) {
            log.warn("The rules cannot be run as they should: {}", message, failure);
        }
        trouble = message;
    }
}
