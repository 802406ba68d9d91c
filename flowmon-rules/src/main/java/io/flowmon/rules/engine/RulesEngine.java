/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.job.RuleJob;
import io.flowmon.rules.job.RuleStreams;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules, each in a job of its own: one that cannot run, fails or lags is no other's trouble. Methods may be called on any
 * thread. Those that change what runs wait for each other; questions wait for nobody.
 */
public final class RulesEngine implements AutoCloseable {

    /** What the names of rules' jobs begin with. */
    public static final String JOB = "flowmon ";

    private final RulesEngineSettings settings;
    private final Flink flink;
    private final RuleStreams streams;
    private final Map<String, Instant> progress;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private volatile List<RuleProblem> problems = List.of();

    private RulesEngine(RulesEngineSettings settings, Flink flink, RuleStreams streams, Map<String, Instant> progress) {
        this.settings = settings;
        this.flink = flink;
        this.streams = streams;
        this.progress = progress;
    }

    /**
     * Starts it, without any rule.
     *
     * @param flink where the rules run; closed with the engine
     * @param streams opens where they read and write, given the sink that takes what they conclude; closed with the engine
     * @throws IOException when these cannot be opened
     */
    public static RulesEngine start(RulesEngineSettings settings, Flink flink, AlertSink sink, Streams streams)
            throws IOException {
        Map<String, Instant> progress = new ConcurrentHashMap<>();
        try {
            return new RulesEngine(settings, flink, streams.open(new WatchedSink(sink, progress)), progress);
        } catch (IOException | RuntimeException unable) {
            flink.close();
            throw unable;
        }
    }

    /** Opens where rules read and write. */
    @FunctionalInterface
    public interface Streams {
        RuleStreams open(AlertSink sink) throws IOException;
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
        IOException unable = null;
        for (Entry entry : List.copyOf(entries.values())) {
            if (rules.rules().stream().noneMatch(rule -> rule.id().equals(entry.rule.id()))) {
                stop(entry);
                entries.remove(entry.rule.id());
            }
        }
        List<Flink.Running> left = left();
        for (RuleDefinition rule : rules.rules()) {
            try {
                RuleProblem problem = runOne(rule, rules.overrides(), left);
                if (problem != null) {
                    found.add(problem);
                }
            } catch (IOException | RuntimeException failure) {
                unable = new IOException(
                        "The rule " + rule.id() + " cannot be started: " + failure.getMessage(), failure);
            }
        }
        for (Flink.Running nobodys : left) {
            flink.stop(nobodys.id());
        }
        problems = List.copyOf(found);
        if (unable != null) {
            throw unable;
        }
        return problems;
    }

    /** Jobs of these streams that a process before this one began. */
    private List<Flink.Running> left() throws IOException {
        List<JobID> own = entries.values().stream().map(Entry::job).toList();
        List<Flink.Running> left = new ArrayList<>(flink.running());
        left.removeIf(job -> !job.name().startsWith(JOB + streams.name() + ' ') || own.contains(job.id()));
        return left;
    }

    /** Whether a rule's job is lost, so that {@link #run} has to be called again. */
    public boolean isAnyLost() {
        return entries.values().stream().map(Entry::job).anyMatch(this::isLost);
    }

    /** What keeps all rules from their work, for a person. */
    public Optional<String> trouble() {
        return streams.trouble();
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

    /** Stops the rules, each with a last checkpoint from which it will go on; where jobs outlive this process they go on. */
    @Override
    public synchronized void close() {
        if (!flink.outlivesThis()) {
            for (Entry entry : entries.values()) {
                try {
                    stop(entry);
                } catch (IOException goesWithFlink) {
                    // it goes on from the last checkpoint that there is
                }
            }
        }
        entries.clear();
        flink.close();
        streams.close();
    }

    /**
     * Runs it, if it does not run yet.
     *
     * @param left jobs that a process before this one began; what is still wanted is taken out
     */
    private @Nullable RuleProblem runOne(
            RuleDefinition rule, List<ParameterOverride> overrides, List<Flink.Running> left) throws IOException {
        Entry known = entries.get(rule.id());
        Checkpoints checkpoints;
        try {
            checkpoints = Checkpoints.of(new Path(settings.checkpoints()), rule, overrides);
        } catch (RuleProblemException unusable) {
            return refused(rule, known, unusable.problem());
        }
        if (known != null && checkpoints.equals(known.checkpoints) && !isLost(known.job)) {
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
        String jobs = JOB + streams.name() + ' ' + rule.id() + ' ';
        String name = jobs + checkpoints.query() + ' ' + Checkpoints.hash(flink.signature() + streams.signature());
        try {
            JobID job = takeUp(left, jobs, name);
            if (job == null) {
                job = submit(name, rule, overrides, checkpoints);
            }
            entries.put(rule.id(), new Entry(rule, checkpoints, job, null));
            checkpoints.removeOthers();
            return null;
        } catch (RuleProblemException unusable) {
            entries.put(rule.id(), new Entry(rule, checkpoints, null, unusable.problem()));
            return unusable.problem();
        }
    }

    /** Ends the rule's other jobs, so that their last checkpoint is there for the one that comes. */
    private @Nullable JobID takeUp(List<Flink.Running> left, String jobs, String name) throws IOException {
        JobID wanted = null;
        for (Flink.Running job : List.copyOf(left)) {
            if (job.name().startsWith(jobs)) {
                if (wanted == null && job.name().equals(name)) {
                    wanted = job.id();
                } else {
                    flink.stop(job.id());
                }
                left.remove(job);
            }
        }
        return wanted;
    }

    private JobID submit(String name, RuleDefinition rule, List<ParameterOverride> overrides, Checkpoints checkpoints)
            throws IOException, RuleProblemException {
        StreamExecutionEnvironment environment = flink.environment(checkpoints.folder(), settings.checkpointInterval());
        RuleJob.build(environment, rule, overrides, streams, Instant.now().minus(settings.horizon()));
        return flink.submit(environment, name, checkpoints.newest());
    }

    private boolean isLost(@Nullable JobID job) {
        return job != null && !flink.state(job).known();
    }

    private RuleProblem refused(RuleDefinition rule, @Nullable Entry known, RuleProblem problem) throws IOException {
        if (known != null) {
            stop(known);
        }
        entries.put(rule.id(), new Entry(rule, null, null, problem));
        return problem;
    }

    private void stop(Entry entry) throws IOException {
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
        Flink.JobState state = flink.state(job);
        return new RuleStatus(entry.rule, state.state(), state.problem(), progress.get(entry.rule.id()));
    }

    private record Entry(
            RuleDefinition rule,
            @Nullable Checkpoints checkpoints,
            @Nullable JobID job,
            @Nullable RuleProblem problem) {}

    /**
     * Notes how far rules have come, on its way to the sink.
     */
    private record WatchedSink(AlertSink sink, Map<String, Instant> progress) implements AlertSink {

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
