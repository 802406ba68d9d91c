/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.zeromq.ZeroMqTransport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an event costs on the request's thread, from the beginning of its action to the queue, in bursts of
 * {@value #BURST}. A queue that drops is always fast, so each variant says what must have become of its events, and fails
 * otherwise.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 60, batchSize = PublishBenchmark.BURST)
@Measurement(iterations = 60, batchSize = PublishBenchmark.BURST)
@Fork(3)
public class PublishBenchmark {

    static final int BURST = 10_000;

    /** What the sender meets. */
    public enum Situation {
        /** Bursts fit into the queue, and the server takes them all. */
        SERVER_THERE,
        /** Bursts fit into the queue, and nobody takes them: the queue is emptied between them by hand. */
        SERVER_ABSENT,
        /** The queue was full before, and every event is dropped. */
        QUEUE_FULL
    }

    @Param
    private Situation situation = Situation.SERVER_THERE;

    private DiscardingServer server = new DiscardingServer();
    private EventSender sender = sender("tcp://127.0.0.1:1");

    /** Starts server and sender as the situation wants them. */
    @Setup(Level.Trial)
    public void start() {
        if (situation == Situation.SERVER_THERE) {
            sender = sender(server.start());
            sender.start();
        }
        if (situation == Situation.QUEUE_FULL) {
            sender = sender("tcp://127.0.0.1:1");
            while (sender.statistics().dropped().isEmpty()) {
                sender.publish(SampleCall.end());
            }
        }
    }

    /** Lets the queue drain, so that the next burst fits. */
    @Setup(Level.Iteration)
    public void drain() {
        if (situation == Situation.SERVER_ABSENT) {
            sender = sender("tcp://127.0.0.1:1");
        }
        if (situation == Situation.SERVER_THERE) {
            while (sender.statistics().acknowledged() < sender.statistics().offered()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    /** One event. */
    @Benchmark
    public void publish() {
        sender.publish(SampleCall.end());
    }

    /** Checks that the events went where the situation says. */
    @TearDown(Level.Trial)
    public void check() {
        SenderStatistics statistics = sender.statistics();
        boolean dropped = !statistics.dropped().isEmpty();
        if (dropped != (situation == Situation.QUEUE_FULL)) {
            throw new IllegalStateException(situation + ", but " + statistics);
        }
        if (situation == Situation.SERVER_THERE) {
            sender.close();
        }
        server.close();
    }

    private static EventSender sender(String endpoint) {
        ModuleIdentity module = new ModuleIdentity("benchmark", "benchmark_host_1");
        EventEncoder encoder = new EventEncoder(module, new Masker(MaskingRules.defaults()));
        return new EventSender(module, encoder::encode, new ZeroMqTransport(endpoint), SenderSettings.defaults());
    }
}
