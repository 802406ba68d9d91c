/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.alerts;

import io.flowmon.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Sends faults among ordinary traffic to a server of its own, and measures when its API names them. */
@Command(
        name = "bin/benchmark Alerts",
        mixinStandardHelpOptions = true,
        description = "How soon an alert is on the API, from when it can be known, while events arrive.")
public final class AlertsBenchmark implements Callable<Integer> {

    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration ALERT_PATIENCE = Duration.ofSeconds(30);
    private static final long FAULTS_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double MILLI = 1e3;

    @Option(names = "--per-second", defaultValue = "5000", description = "Events (default ${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(names = "--seconds", defaultValue = "120", description = "How long (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Seconds before, of which faults do not count (default ${DEFAULT-VALUE}).")
    private int warmUp;

    public static void main(String[] arguments) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        System.exit(new CommandLine(new AlertsBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (ServerProcess server = ServerProcess.startWithRules(settings().toArray(String[]::new))) {
            awaitRules(server);
            AlertWatch watch = new AlertWatch(server);
            Thread watcher = new Thread(watch, "watch");
            watcher.start();
            Traffic traffic = new Traffic(perSecond);
            List<Fault> faults = send(server, traffic);
            Instant end = Instant.now().plus(ALERT_PATIENCE);
            while (faults.stream().anyMatch(fault -> watch.seen(fault).isEmpty())
                    && Instant.now().isBefore(end)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            watcher.interrupt();
            watcher.join();
            print(traffic, faults, watch);
        }
        return 0;
    }

    /** Ordinary traffic calls its endpoints more often than three times a second, and does so in order. */
    private static List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.addAll(value(0, "throttling", "threshold", "1000000", "frontend"));
        settings.addAll(value(1, "throttling", "threshold", "1000000", "worker"));
        settings.addAll(value(2, "stuck", "deadline", Faults.STUCK_AFTER.toSeconds() + "s", Faults.MODULE));
        return settings;
    }

    private static List<String> value(int index, String rule, String parameter, String value, String module) {
        String name = "--flowmon.server.rules.values[" + index + "].";
        return List.of(
                name + "rule=" + rule,
                name + "parameter=" + parameter,
                name + "value=" + value,
                name + "module=" + module);
    }

    private static void awaitRules(ServerProcess server) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START_PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonNode rules = server.ask("/api/rules").path("rules");
            if (!rules.isEmpty()
                    && rules.valueStream()
                            .allMatch(rule -> rule.path("state").asString().equals("running"))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException("The rules do not run: " + server.ask("/api/rules"));
    }

    /** Sends all of it in its time, and says which faults count. */
    private List<Fault> send(ServerProcess server, Traffic traffic) throws InterruptedException {
        List<Fault> counted = new ArrayList<>();
        Faults faults = new Faults();
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            socket.connect("tcp://127.0.0.1:" + server.eventPort());
            long begin = System.nanoTime();
            long ticks = Duration.ofSeconds(warmUp + seconds).dividedBy(Traffic.TICK);
            long nextFaults = 0;
            for (long tick = 0; tick < ticks; tick++) {
                long due = tick * Traffic.TICK.toNanos();
                TimeUnit.NANOSECONDS.sleep(due - (System.nanoTime() - begin));
                ArrayNode events = traffic.next();
                if (due >= nextFaults) {
                    List<Fault> sent = faults.addTo(events);
                    if (due >= TimeUnit.SECONDS.toNanos(warmUp)) {
                        counted.addAll(sent);
                    }
                    nextFaults += FAULTS_EVERY_NANOS;
                }
                socket.send(JsonMapper.shared().writeValueAsBytes(events));
            }
        }
        return counted;
    }

    private static void print(Traffic traffic, List<Fault> faults, AlertWatch watch) {
        System.out.printf(
                "%,d events/s; seconds from when it can be known to the alert on the API%n", traffic.eventsPerSecond());
        System.out.println("| rule | faults | without an alert | median | 95% | longest |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        Map<String, List<Fault>> byRule = new LinkedHashMap<>();
        faults.forEach(fault ->
                byRule.computeIfAbsent(fault.rule(), rule -> new ArrayList<>()).add(fault));
        byRule.forEach((rule, sent) -> {
            double[] seconds = sent.stream()
                    .map(fault -> watch.seen(fault).map(seen -> Duration.between(fault.due(), seen)))
                    .flatMap(Optional::stream)
                    .mapToDouble(latency -> latency.toMillis() / MILLI)
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.2f | %.2f | %.2f |%n",
                    rule,
                    sent.size(),
                    sent.size() - seconds.length,
                    percentile(seconds, 0.5),
                    percentile(seconds, 0.95),
                    percentile(seconds, 1));
        });
    }

    /** Nearest rank; not a number if there is none. */
    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
