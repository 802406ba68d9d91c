/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import io.flowmon.benchmarks.process.ServerProcess;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.zeromq.ZeroMqTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Events a second that a server of its own process stores durably, through ZeroMQ, from the first batch sent to the last
 * one acknowledged. Ids and bodies are random, because repetitive ones flatter a column store.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class IntakeBenchmark {

    private static final int EVENTS = 200_000;
    private static final int BATCH = 500;
    private static final long WINDOW_BYTES = 4L << 20;

    private final UUID session = Uuids.create();
    private final RandomEvents events = new RandomEvents(new Random(1));
    private List<byte[]> payloads = List.of();
    private @Nullable ServerProcess server;
    private ZeroMqTransport transport = new ZeroMqTransport("tcp://127.0.0.1:1");
    private long sent;

    /** Starts a server with empty data. */
    @Setup(Level.Trial)
    public void start() throws IOException, InterruptedException {
        ServerProcess started = ServerProcess.start();
        server = started;
        transport = new ZeroMqTransport("tcp://127.0.0.1:" + started.eventPort());
        transport.open();
    }

    /** Makes new events: none is sent twice. */
    @Setup(Level.Iteration)
    public void generate() {
        payloads = new ArrayList<>();
        for (int i = 0; i < EVENTS / BATCH; i++) {
            payloads.add(events.batch(BATCH));
        }
    }

    /** All events, until the last is acknowledged. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long store() {
        Deque<Integer> inFlight = new ArrayDeque<>();
        long bytes = 0;
        long acknowledged = sent;
        for (byte[] payload : payloads) {
            while (bytes > WINDOW_BYTES) {
                acknowledged = await(acknowledged);
                bytes = release(inFlight, acknowledged, bytes);
            }
            Batch batch = new Batch(session, ++sent, PayloadEncoding.JSON, payload);
            while (!transport.send(batch)) {
                acknowledged = await(acknowledged);
            }
            inFlight.add(payload.length);
            bytes += payload.length;
        }
        while (acknowledged < sent) {
            acknowledged = await(acknowledged);
        }
        return acknowledged;
    }

    private long release(Deque<Integer> inFlight, long acknowledged, long bytes) {
        long left = bytes;
        while (inFlight.size() > sent - acknowledged) {
            left -= inFlight.remove();
        }
        return left;
    }

    private long await(long acknowledged) {
        return transport.receive(Duration.ofMillis(10)) instanceof Acknowledgement acknowledgement
                ? acknowledgement.number()
                : acknowledged;
    }

    /** Stops the server and deletes its data. */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
        transport.close(Duration.ZERO);
        if (server != null) {
            server.close();
        }
    }
}
