/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.demo.launcher.flow.FlowCheck;
import io.flowmon.demo.launcher.process.RunningPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services neither wait for the server nor lose what fits into their queues: every event arrives, once. */
class ServerKilledIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LOGS = Path.of("target/demo-it-killed").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FLOW = Duration.ofMinutes(2);
    private static final int FLOWS = 200;

    private final List<RunningPart> startedAgain = new ArrayList<>();
    private Ports ports;
    private Demo demo;
    private Orders orders;

    @BeforeEach
    void start() throws Exception {
        ports = FreePorts.find();
        demo = new Demo(new DemoSettings(ROOT, LOGS, null, ports, START));
        orders = new Orders(ports);
        demo.start();
    }

    @AfterEach
    void stop() {
        demo.close();
        RunningPart.stop(startedAgain, Duration.ofSeconds(20));
    }

    @Test
    void orders_whileTheServerIsKilledAndStartedAgain_allAnswerAndAllArriveOnce() throws Exception {
        List<Future<String>> sent = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < FLOWS; i++) {
                sent.add(senders.submit(() -> orders.send(2, 0)));
            }
            sent.get(FLOWS / 4).get();
            killServer();
            sent.get(FLOWS / 2).get();
            startServer();

            List<Future<FlowReport>> reports = new ArrayList<>();
            for (Future<String> order : sent) {
                String flow = order.get();
                reports.add(senders.submit(() -> orders.await(flow, FlowCheck.ofOrder(flow, 2), FLOW)));
            }
            for (Future<FlowReport> report : reports) {
                assertThat(report.get().problems()).isEmpty();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private void killServer() {
        long pid = demo.running().stream()
                .filter(part -> part.name().equals("server"))
                .findFirst()
                .orElseThrow()
                .pid();
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private void startServer() throws Exception {
        RunningPart server = RunningPart.start(new DemoParts(new Artifacts(ROOT), ports, demo.data()).server(), LOGS);
        startedAgain.add(server);
        server.awaitHealthy(START);
    }
}
