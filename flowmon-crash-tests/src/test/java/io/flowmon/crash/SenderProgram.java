/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Spool;
import io.flowmon.core.spool.FileSpool;
import io.flowmon.core.zeromq.ZeroMqTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A service that publishes numbered events at a steady rate and prints, ten times a second, how many of its own are safe:
 * on disk here or at the server, and how many publications took more than 1 ms. A line of input ends a phase, and it
 * prints how long publications took in it. When its input ends it publishes no more, and ends once everything is
 * delivered.
 *
 * <p>Arguments: endpoint, spool folder or {@code -}, name of this life, events a second. The correlation id of event n
 * is {@code <name>:<n>}.
 */
final class SenderProgram {

    private static final int TICK_MILLIS = 5;
    private static final int BODY = 300;
    private static final long SLOW_NANOS = 1_000_000;
    private static final long SPOOL_BYTES = 1L << 30;

    private final EventSender sender;
    private final String name;
    private final int rate;
    private final Random random = new Random();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private volatile boolean told;
    private long published;
    private long slow;

    private SenderProgram(EventSender sender, String name, int rate) {
        this.sender = sender;
        this.name = name;
        this.rate = rate;
    }

    public static void main(String[] arguments) throws IOException {
        String name = arguments[2];
        ModuleIdentity module = new ModuleIdentity("crash", name);
        EventEncoder encoder = new EventEncoder(module, new Masker(MaskingRules.defaults()));
        SenderSettings settings = new SenderSettings(
                20_000,
                32 << 20,
                1_000,
                512 << 10,
                4 << 20,
                false,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(250),
                Duration.ofSeconds(5));
        EventSender sender = new EventSender(
                module,
                encoder::encode,
                new ZeroMqTransport(arguments[0]),
                arguments[1].equals("-")
                        ? null
                        : new FileSpool(Path.of(arguments[1]), "crash", SPOOL_BYTES, Spool.GiveUp.OLDEST),
                settings);
        sender.start();
        SenderProgram program = new SenderProgram(sender, name, Integer.parseInt(arguments[3]));
        Thread listener = new Thread(program::awaitEndOfInput);
        listener.setDaemon(true);
        listener.start();
        program.run();
    }

    private void run() {
        long start = System.nanoTime();
        long reportAt = start;
        while (!told) {
            long due = (System.nanoTime() - start) / 1_000 * rate / 1_000_000;
            while (published < due) {
                publish();
            }
            endPhases();
            if (System.nanoTime() - reportAt > 0) {
                reportAt = System.nanoTime() + 100_000_000L;
                report("running");
            }
            LockSupport.parkNanos(TICK_MILLIS * 1_000_000L);
        }
        while (isBusy(sender.statistics())) {
            report("draining");
            LockSupport.parkNanos(100_000_000L);
        }
        endPhases();
        sender.close();
        report("done");
    }

    private void endPhases() {
        for (String phase = ended.poll(); phase != null; phase = ended.poll()) {
            System.out.printf(
                    "latency %s count=%d p50=%d p99=%d max=%d%n",
                    phase,
                    latency.getTotalCount(),
                    latency.getValueAtPercentile(50),
                    latency.getValueAtPercentile(99),
                    latency.getMaxValue());
            System.out.flush();
            latency.reset();
        }
    }

    private void publish() {
        byte[] bytes = new byte[BODY];
        for (int i = 0; i < BODY; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(26));
        }
        CapturedBody body = new CapturedBody(bytes, BODY, false, "text/plain", null);
        Event event = Event.builder(name + ":" + published, Instant.now(), "POST /crash", "test", Role.INTERNAL)
                .serviceParams(ServiceParams.ofBody(body))
                .build();
        long before = System.nanoTime();
        sender.publish(event);
        long took = System.nanoTime() - before;
        latency.recordValue(Math.min(took, latency.getHighestTrackableValue()));
        slow += took > SLOW_NANOS ? 1 : 0;
        published++;
    }

    private void report(String phase) {
        SenderStatistics now = sender.statistics();
        long safe = now.acknowledged() + now.inFlight() + now.spooled() - now.recovered() - now.unspooled();
        System.out.printf(
                "%s safe=%d offered=%d dropped=%d recovered=%d spooled=%d spoolMB=%d heapMB=%d slow=%d%n",
                phase,
                safe,
                now.offered(),
                sum(now.dropped()),
                now.recovered(),
                now.spooled(),
                now.spoolBytes() >> 20,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
                slow);
        System.out.flush();
    }

    private static boolean isBusy(SenderStatistics now) {
        return now.queued() > 0 || now.inFlight() > 0 || now.spooled() > 0 || balance(now) != 0;
    }

    private static long balance(SenderStatistics now) {
        return now.offered() + now.recovered() - now.acknowledged() - sum(now.dropped());
    }

    private static long sum(Map<String, Long> dropped) {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    private void awaitEndOfInput() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            @Nullable String line = in.readLine();
            while (line != null) {
                ended.add(line);
                line = in.readLine();
            }
        } catch (IOException gone) {
            // the test is gone: so are we
        }
        told = true;
    }
}
