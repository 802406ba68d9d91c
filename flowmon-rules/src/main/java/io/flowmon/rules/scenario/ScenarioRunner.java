/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.LocalSink;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.event.feed.FeedSource;
import io.flowmon.rules.event.feed.SenderSource;
import io.flowmon.rules.job.RuleJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** Plays scenarios through the very jobs that run in the server, one after the other. Flink is started once. */
public final class ScenarioRunner implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofDays(1);

    private final EmbeddedFlink flink;

    private ScenarioRunner(EmbeddedFlink flink) {
        this.flink = flink;
    }

    public static ScenarioRunner start() throws IOException {
        return new ScenarioRunner(EmbeddedFlink.start(1));
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
        String name = "scenario-" + UUID.randomUUID();
        ScenarioFeed feed = new ScenarioFeed(scenario);
        ScenarioSink sink = new ScenarioSink();
        Path checkpoints = Files.createTempDirectory("flowmon-scenario");
        FeedSource.FEEDS.put(name, feed);
        LocalSink.SINKS.put(name, sink);
        try {
            play(scenario, rule, name, feed, sink, checkpoints);
        } finally {
            FeedSource.FEEDS.remove(name);
            LocalSink.SINKS.remove(name);
            FileUtils.deleteDirectoryQuietly(checkpoints.toFile());
        }
        return differences(scenario, sink.alerts());
    }

    @Override
    public void close() {
        flink.close();
    }

    private void play(
            Scenario scenario, RuleDefinition rule, String name, ScenarioFeed feed, ScenarioSink sink, Path checkpoints)
            throws IOException, RuleProblemException, InterruptedException {
        List<Integer> stops = new ArrayList<>(scenario.restarts());
        stops.add(scenario.events().size());
        Path checkpoint = null;
        for (int part = 0; part < stops.size(); part++) {
            sink.forgetProgress();
            StreamExecutionEnvironment environment = flink.environment(checkpoints, NEVER);
            RuleJob.build(
                    environment,
                    rule,
                    scenario.overrides(),
                    new FeedSource(name, rule.waitsForSenders(), 0),
                    SenderSource.states(name),
                    SenderSource.losses(name),
                    new LocalSink(name, rule.id()));
            JobID job = flink.submit(environment, scenario.file(), checkpoint);
            Instant time = feed.release(stops.get(part), rule.waitsForSenders())
                    .minus(FeedSource.DISORDER)
                    .minus(FeedSource.STEP);
            boolean came = sink.awaitProgress(time, PATIENCE);
            String trouble = flink.state(job).problem();
            checkpoint = flink.stop(job);
            if (!came) {
                throw new IOException(scenario.file() + ": the rule did not come to its end"
                        + (trouble == null ? "" : ": " + trouble));
            }
            if (checkpoint == null && part < stops.size() - 1) {
                throw new IOException(scenario.file() + ": the rule could not be stopped to start again");
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
