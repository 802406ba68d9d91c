/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.Checkpoints;
import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.engine.Flink;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.feed.FeedSource;
import io.flowmon.rules.job.LocalStreams;
import io.flowmon.rules.job.RuleJob;
import io.flowmon.rules.job.RuleStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Plays scenarios through the very jobs that run in the server or on a cluster, one after the other. */
public final class ScenarioRunner implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofDays(1);

    private final Flink flink;
    private final Streams streams;

    private ScenarioRunner(Flink flink, Streams streams) {
        this.flink = flink;
        this.streams = streams;
    }

    /** In this process. Flink is started once, which takes some seconds. */
    public static ScenarioRunner start() throws IOException {
        return on(EmbeddedFlink.start(1, 1), LocalStreams::open);
    }

    /**
     * Wherever jobs run.
     *
     * @param flink closed with the runner
     * @param streams opens where one scenario's job reads and writes
     */
    public static ScenarioRunner on(Flink flink, Streams streams) {
        return new ScenarioRunner(flink, streams);
    }

    /** Opens streams of a feed and to a sink. */
    @FunctionalInterface
    public interface Streams {
        RuleStreams open(EventFeed feed, AlertSink sink) throws IOException;
    }

    /**
     * Plays the scenario.
     *
     * @return what is not as expected, a line each; nothing if all is
     * @throws RuleProblemException when the rule cannot run
     */
    public List<String> run(Scenario scenario, RuleSet rules)
            throws IOException, RuleProblemException, InterruptedException {
        RuleDefinition rule = rules.rules().stream()
                .filter(known -> known.id().equals(scenario.rule()))
                .findFirst()
                .orElseThrow(() -> new IOException(scenario.file() + ": there is no rule " + scenario.rule()));
        ScenarioFeed feed = new ScenarioFeed(scenario);
        ScenarioSink sink = new ScenarioSink();
        Path folder = new Path(Files.createTempDirectory("flowmon-scenario").toUri());
        try (RuleStreams opened = streams.open(feed, sink)) {
            play(scenario, rule, opened, feed, sink, Checkpoints.of(folder, rule, scenario.overrides()));
        } finally {
            folder.getFileSystem().delete(folder, true);
        }
        return differences(scenario, sink.alerts());
    }

    @Override
    public void close() {
        flink.close();
    }

    private void play(
            Scenario scenario,
            RuleDefinition rule,
            RuleStreams opened,
            ScenarioFeed feed,
            ScenarioSink sink,
            Checkpoints checkpoints)
            throws IOException, RuleProblemException, InterruptedException {
        List<Integer> stops = new ArrayList<>(scenario.restarts());
        stops.add(scenario.events().size());
        for (int part = 0; part < stops.size(); part++) {
            Path checkpoint = checkpoints.newest();
            if (checkpoint == null && part > 0) {
                throw new IOException(scenario.file() + ": the rule could not be stopped to start again");
            }
            sink.forgetProgress();
            StreamExecutionEnvironment environment = flink.environment(checkpoints.folder(), NEVER);
            RuleJob.build(environment, rule, scenario.overrides(), opened, Scenario.BEGIN);
            JobID job = flink.submit(environment, scenario.file(), checkpoint);
            Instant time = feed.release(stops.get(part), rule.waitsForSenders()).minus(FeedSource.STEP);
            boolean came = sink.awaitProgress(time, PATIENCE);
            String trouble = opened.trouble().orElse(flink.state(job).problem());
            flink.stop(job);
            if (!came) {
                throw new IOException(scenario.file() + ": the rule did not come to its end"
                        + (trouble == null ? "" : ": " + trouble));
            }
        }
    }

    private static List<String> differences(Scenario scenario, List<AlertSignal> alerts) {
        List<AlertSignal> left = new ArrayList<>(alerts);
        List<String> differences = new ArrayList<>();
        for (ExpectedAlert expected : scenario.expected()) {
            @Nullable
            AlertSignal found = left.stream().filter(expected::fits).findFirst().orElse(null);
            if (found == null) {
                differences.add(scenario.file() + ":" + expected.line() + ": not there: " + expected);
            } else {
                left.remove(found);
            }
        }
        for (AlertSignal alert : left) {
            differences.add(scenario.file() + ": not expected: " + ExpectedAlert.describe(alert));
        }
        return differences;
    }
}
