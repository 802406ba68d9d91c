/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.rules;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.EmbeddedFlink;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.rules.engine.RulesEngine;
import io.flowmon.rules.engine.RulesEngineSettings;
import io.flowmon.rules.event.feed.FeedSource;
import io.flowmon.rules.job.LocalStreams;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets all shipped rules judge generated events, as fast as they can, and tells how fast that was. */
@Command(
        name = "bin/benchmark Rules",
        mixinStandardHelpOptions = true,
        description = "How many events a second all shipped rules judge together, in one process.")
public final class RulesBenchmark implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Option(names = "--events", defaultValue = "3000000", description = "How many (default ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--open-flows",
            defaultValue = "100000",
            description = "Under way at once (default ${DEFAULT-VALUE}).")
    private int openFlows;

    @Option(
            names = "--per-second",
            defaultValue = "50000",
            description = "By the events' own time (default ${DEFAULT-VALUE}).")
    private int perSecond;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RulesBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GeneratedFeed feed = new GeneratedFeed(events, openFlows, perSecond);
        Path checkpoints = Files.createTempDirectory("flowmon-rules-benchmark");
        RulesEngineSettings settings =
                new RulesEngineSettings(checkpoints.toUri(), Duration.ofSeconds(30), Duration.ofDays(3650), 16);
        Progress progress = new Progress();
        try (RulesEngine engine = RulesEngine.start(
                settings,
                EmbeddedFlink.start(settings.mostRules(), 1),
                progress,
                sink -> LocalStreams.open(feed, sink))) {
            RuleSet rules = RuleSet.load(Optional.empty(), List.of(quietThrottling()));
            long begin = System.nanoTime();
            long cpu = cpu();
            engine.run(rules);
            await(feed, engine, progress, rules.rules());
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "%,d events, %d rules: %.1f s, %,.0f events/s, %.1f us of CPU an event; %d alerts raised%n",
                    events,
                    rules.rules().size(),
                    seconds,
                    events / seconds,
                    (cpu() - cpu) / 1e3 / events,
                    progress.raised.get());
            System.out.printf("heap in use after a collection: %,d MB%n", usedHeap() >> 20);
        }
        return 0;
    }

    /** All endpoints are called more often than three times a second. */
    private static ParameterOverride quietThrottling() {
        return new ParameterOverride("throttling", null, null, "threshold", "1000000");
    }

    private static void await(GeneratedFeed feed, RulesEngine engine, Progress progress, List<RuleDefinition> rules)
            throws InterruptedException, IOException {
        Instant end = feed.end().minus(FeedSource.STEP);
        Map<String, Long> done = new TreeMap<>();
        long begin = System.nanoTime();
        while (done.size() < rules.size()) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            for (RuleStatus status : engine.statuses()) {
                if (status.problem() != null) {
                    throw new IOException(status.rule().id() + ": " + status.problem());
                }
            }
            progress.times.forEach((rule, time) -> {
                if (!time.isBefore(end)) {
                    done.computeIfAbsent(rule, first -> System.nanoTime() - begin);
                }
            });
        }
        done.forEach((rule, nanos) -> System.out.printf("  %-16s done after %.1f s%n", rule, nanos / 1e9));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static final class Progress implements AlertSink {

        private final Map<String, Instant> times = new ConcurrentHashMap<>();
        private final AtomicLong raised = new AtomicLong();

        @Override
        public void accept(AlertSignal signal) {
            if (signal.state() == AlertState.RAISED) {
                raised.incrementAndGet();
            }
        }

        @Override
        public void beginsAnew(String rule) {}

        @Override
        public void progressed(String rule, Instant time) {
            times.put(rule, time);
        }
    }
}
