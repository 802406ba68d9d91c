/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.alert.LocalSink;
import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.feed.FeedSource;
import io.flowmon.rules.event.feed.SenderSource;
import io.flowmon.rules.job.RuleJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules inside this process, each in a job of its own: one that cannot run, fails or lags is no other's trouble.
 * Methods may be called on any thread. Those that change what runs wait for each other; questions wait for nobody.
 */
public final class RulesEngine implements AutoCloseable {

    private final RulesEngineSettings settings;
    private final EventFeed feed;
    private final AlertSink sink;
    private final EmbeddedFlink flink;
    private final String name = UUID.randomUUID().toString();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Instant> progress = new ConcurrentHashMap<>();
    private volatile List<RuleProblem> problems = List.of();

    private RulesEngine(RulesEngineSettings settings, EventFeed feed, AlertSink sink, EmbeddedFlink flink) {
        this.settings = settings;
        this.feed = feed;
        this.sink = sink;
        this.flink = flink;
    }

    /**
     * Starts Flink, which takes some seconds, without any rule.
     *
     * @throws IOException when it cannot be started
     */
    public static RulesEngine start(RulesEngineSettings settings, EventFeed feed, AlertSink sink) throws IOException {
        RulesEngine engine = new RulesEngine(settings, feed, sink, EmbeddedFlink.start(settings.mostRules()));
        FeedSource.FEEDS.put(engine.name, feed);
        LocalSink.SINKS.put(engine.name, engine.new WatchedSink());
        return engine;
    }

    /**
     * Makes these the rules that run. A rule that has not changed goes on undisturbed; one that has begins again at the
     * horizon; one that is not among them ends.
     *
     * @return the problems of the rules that cannot run, also of those whose files could not be read
     * @throws IOException when some could not be started now, although nothing is wrong with them; all others run, and to try
     *     again is to call it again
     */
    public synchronized List<RuleProblem> run(RuleSet rules) throws IOException {
        List<RuleProblem> found = new ArrayList<>(rules.problems());
        for (Entry entry : List.copyOf(entries.values())) {
            if (rules.rules().stream().noneMatch(rule -> rule.id().equals(entry.rule.id()))) {
                stop(entry);
                entries.remove(entry.rule.id());
            }
        }
        IOException unable = null;
        for (RuleDefinition rule : rules.rules()) {
            try {
                RuleProblem problem = runOne(rule, rules.overrides());
                if (problem != null) {
                    found.add(problem);
                }
            } catch (IOException failure) {
                unable = new IOException(
                        "The rule " + rule.id() + " cannot be started: " + failure.getMessage(), failure);
            }
        }
        problems = List.copyOf(found);
        if (unable != null) {
            throw unable;
        }
        return problems;
    }

    /** The problems that the last {@link #run} found. */
    public List<RuleProblem> problems() {
        return problems;
    }

    /** How each rule is doing, by id. */
    public List<RuleStatus> statuses() {
        return entries.values().stream()
                .sorted((a, b) -> a.rule.id().compareTo(b.rule.id()))
                .map(this::status)
                .toList();
    }

    /** Stops the rules, each with a last checkpoint from which it will go on. */
    @Override
    public synchronized void close() {
        entries.values().forEach(this::stop);
        entries.clear();
        flink.close();
        FeedSource.FEEDS.remove(name);
        LocalSink.SINKS.remove(name);
    }

    private @Nullable RuleProblem runOne(RuleDefinition rule, List<ParameterOverride> overrides) throws IOException {
        Entry known = entries.get(rule.id());
        Checkpoints checkpoints;
        try {
            checkpoints = Checkpoints.of(settings.checkpoints(), rule, overrides);
        } catch (RuleProblemException unusable) {
            return refused(rule, known, unusable.problem());
        }
        if (known != null && checkpoints.equals(known.checkpoints)) {
            return known.problem;
        }
        if (known == null && entries.size() >= settings.mostRules()) {
            return new RuleProblem(
                    rule.file(), 1, 1, "there are more rules than the " + settings.mostRules() + " that may run");
        }
        if (known != null) {
            stop(known);
            entries.remove(rule.id());
        }
        try {
            StreamExecutionEnvironment environment =
                    flink.environment(checkpoints.folder(), settings.checkpointInterval());
            RuleJob.build(
                    environment,
                    rule,
                    overrides,
                    new FeedSource(name, rule.waitsForSenders(), begin()),
                    SenderSource.states(name),
                    SenderSource.losses(name),
                    new LocalSink(name, rule.id()));
            Path newest = checkpoints.newest();
            if (newest == null) {
                sink.beginsAnew(rule.id());
            }
            JobID job = flink.submit(environment, rule.id(), newest);
            entries.put(rule.id(), new Entry(rule, checkpoints, job, null));
            checkpoints.removeOthers();
            return null;
        } catch (RuleProblemException unusable) {
            entries.put(rule.id(), new Entry(rule, checkpoints, null, unusable.problem()));
            return unusable.problem();
        }
    }

    private RuleProblem refused(RuleDefinition rule, @Nullable Entry known, RuleProblem problem) {
        if (known != null) {
            stop(known);
        }
        entries.put(rule.id(), new Entry(rule, null, null, problem));
        return problem;
    }

    private long begin() throws IOException {
        return feed.before(Instant.now().minus(settings.horizon()));
    }

    private void stop(Entry entry) {
        JobID job = entry.job;
        if (job != null) {
            flink.stop(job);
        }
        progress.remove(entry.rule.id());
    }

    private RuleStatus status(Entry entry) {
        JobID job = entry.job;
        if (job == null) {
            return new RuleStatus(
                    entry.rule, RuleStatus.State.FAILED, Objects.toString(entry.problem, "it does not run"), null);
        }
        EmbeddedFlink.JobState state = flink.state(job);
        return new RuleStatus(entry.rule, state.state(), state.problem(), progress.get(entry.rule.id()));
    }

    private record Entry(
            RuleDefinition rule,
            @Nullable Checkpoints checkpoints,
            @Nullable JobID job,
            @Nullable RuleProblem problem) {}

    /** Notes how far rules have come, on its way to the sink. */
    private final class WatchedSink implements AlertSink {

        @Override
        public void accept(AlertSignal signal) throws IOException {
            sink.accept(signal);
        }

        @Override
        public void beginsAnew(String rule) throws IOException {
            sink.beginsAnew(rule);
        }

        @Override
        public void progressed(String rule, Instant time) {
            progress.put(rule, time);
            sink.progressed(rule, time);
        }
    }
}
