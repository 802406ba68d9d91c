/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.rules.engine.RulesEngine;
import io.flowmon.rules.engine.RulesEngineSettings;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.feed.FeedSource;
import io.flowmon.rules.job.LocalStreams;
import io.flowmon.rules.scenario.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JobManager and two TaskManagers in processes of their own, and a real broker; every job in two parts. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {

    private static final int PARALLELISM = 2;
    private static final int SLOTS_EACH = 16;
    private static final int EVENTS = 24_000;
    private static final int RELEASED_AT_ONCE = 100;
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ALL = Duration.ofDays(10_000);

    private Path folder;
    private Broker broker;
    private FlinkProcesses processes;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        broker = new Broker();
        processes = new FlinkProcesses(Files.createDirectory(folder.resolve("flink")), 2, SLOTS_EACH);
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            processes.requireAlive();
            connect().close();
            return true;
        });
    }

    @AfterAll
    void stop() {
        processes.close();
        broker.close();
    }

    @BeforeEach
    void isThere() throws IOException {
        processes.requireAlive();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_onACluster_isAsInOneProcess(Path scenario) throws Exception {
        try (ScenarioRunner runner = Scenarios.runner(connect(), broker)) {
            assertThat(Scenarios.differences(runner, scenario)).isEmpty();
        }
    }

    static Stream<Path> scenarios() {
        return Scenarios.all();
    }

    @Test
    void taskManagerIsKilledInTheMiddle_alertsAreThoseOfAnUndisturbedRun_eachOnce() throws Exception {
        List<RuleEvent> events = Workload.events(EVENTS);
        Instant end = events.get(EVENTS - 1).receivedAt().plusSeconds(600);
        Map<String, AlertSignal> expected = inOneProcess(events, end);
        assertThat(expected).hasSizeGreaterThan(10);

        ReleasedFeed feed = new ReleasedFeed(events, end);
        KeptSignals kept = new KeptSignals();
        Topics topics = broker.topics();
        RuleSet rules = RuleSet.shipped();
        try (RulesEngine engine = RulesEngine.start(
                settings("killed"), connect(), kept, sink -> KafkaStreams.open(topics, feed, ALL, sink))) {
            engine.run(rules);
            await().atMost(PATIENCE).until(() -> kept.begun().containsAll(ids(rules)));
            release(feed, EVENTS / 2);
            await().atMost(PATIENCE).until(() -> !kept.alerts().isEmpty());
            processes.killTaskManager();
            release(feed, EVENTS * 3 / 4);
            processes.startTaskManager();
            release(feed, EVENTS);
            await().atMost(PATIENCE).until(() -> kept.areAllAt(ids(rules), judged(end)));
            assertThat(engine.statuses()).allMatch(status -> status.state() == RuleStatus.State.RUNNING);
            engine.run(new RuleSet(List.of(), List.of(), List.of()));
        }
        assertThat(kept.alerts()).isEqualTo(expected);
    }

    @Test
    void serverIsAway_jobsGoOn_andTheNextServerTakesThemUp() throws Exception {
        List<RuleEvent> events = Workload.events(EVENTS);
        Instant end = events.get(EVENTS - 1).receivedAt().plusSeconds(600);
        ReleasedFeed feed = new ReleasedFeed(events, end);
        KeptSignals kept = new KeptSignals();
        Topics topics = broker.topics();
        RuleSet rules = RuleSet.shipped();
        Set<String> jobs;
        try (RulesEngine engine = RulesEngine.start(
                settings("away"), connect(), kept, sink -> KafkaStreams.open(topics, feed, ALL, sink))) {
            engine.run(rules);
            feed.release(EVENTS / 2);
            await().atMost(PATIENCE)
                    .until(() -> kept.areAllAt(
                            ids(rules), judged(events.get(EVENTS / 2).receivedAt())));
            jobs = jobs(topics);
        }
        assertThat(jobs(topics)).isEqualTo(jobs).hasSize(rules.rules().size());

        try (RulesEngine engine = RulesEngine.start(
                settings("away"), connect(), kept, sink -> KafkaStreams.open(topics, feed, ALL, sink))) {
            engine.run(rules);
            assertThat(jobs(topics)).isEqualTo(jobs);
            feed.release(EVENTS);
            await().atMost(PATIENCE).until(() -> kept.areAllAt(ids(rules), judged(end)));
            engine.run(new RuleSet(List.of(), List.of(), List.of()));
            assertThat(jobs(topics)).isEmpty();
        }
        assertThat(kept.alerts()).isEqualTo(inOneProcess(events, end));
    }

    private Map<String, AlertSignal> inOneProcess(List<RuleEvent> events, Instant end) throws Exception {
        ReleasedFeed feed = new ReleasedFeed(events, end);
        KeptSignals kept = new KeptSignals();
        RuleSet rules = RuleSet.shipped();
        feed.release(EVENTS);
        try (RulesEngine engine = RulesEngine.start(
                settings("one-process-" + System.nanoTime()),
                EmbeddedFlink.start(rules.rules().size(), 1),
                kept,
                sink -> LocalStreams.open(feed, sink))) {
            engine.run(rules);
            await().atMost(PATIENCE).until(() -> kept.areAllAt(ids(rules), judged(end)));
        }
        return kept.alerts();
    }

    /** A hundred at a time, so that something can happen in between. */
    private static void release(ReleasedFeed feed, int upTo) {
        await().atMost(PATIENCE).pollInterval(TICK).until(() -> {
            feed.release(Math.min(upTo, feed.released() + RELEASED_AT_ONCE));
            return feed.released() >= upTo;
        });
    }

    /** As far as rules judge when they have seen everything up to then. */
    private static Instant judged(Instant time) {
        return time.minus(FeedSource.STEP);
    }

    private RulesEngineSettings settings(String name) {
        return new RulesEngineSettings(folder.resolve(name).toUri(), Duration.ofSeconds(2), ALL, 32);
    }

    private Set<String> jobs(Topics topics) throws IOException {
        try (ClusterFlink flink = connect()) {
            return flink.running().stream()
                    .filter(job -> job.name().contains(topics.events()))
                    .map(job -> job.id().toString())
                    .collect(Collectors.toSet());
        }
    }

    private ClusterFlink connect() throws IOException {
        return ClusterFlink.connect(processes.address(), PARALLELISM, Map.of());
    }

    private static Set<String> ids(RuleSet rules) {
        return Set.copyOf(rules.rules().stream().map(rule -> rule.id()).toList());
    }
}
