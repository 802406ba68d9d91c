/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.cluster.Broker;
import io.flowmon.rules.cluster.FlinkProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose rules run on a Flink cluster, behind Kafka, while slow steps go on at several endpoints: the server is killed,
 * then a TaskManager, then the server is stopped and started again. In the end there is one alert for each endpoint, which has
 * counted every step once.
 */
@Tag("full")
class ClusterAlertsCrashIT {

    private static final String CLUSTER = "--flowmon.server.rules.cluster.";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS_EACH = 16;

    @TempDir
    Path folder;

    private final Broker broker = new Broker();
    private FlinkProcesses flink;
    private ServerProcess server;
    private SlowSteps steps;

    @BeforeEach
    void start() throws IOException {
        flink = new FlinkProcesses(Files.createDirectory(folder.resolve("flink")), TASK_MANAGERS, SLOTS_EACH);
        server = new ServerProcess(
                folder,
                ServerProcess.RULES + "true",
                CLUSTER + "job-manager=" + flink.address(),
                CLUSTER + "parallelism=" + TASK_MANAGERS,
                CLUSTER + "checkpoints=" + folder.resolve("checkpoints").toUri(),
                CLUSTER + "bootstrap-servers=" + broker.clients().get("bootstrap.servers"));
        steps = new SlowSteps(server);
    }

    @AfterEach
    void stop() throws InterruptedException {
        steps.end();
        server.kill();
        flink.close();
        broker.close();
    }

    @Test
    void alerts_whileServerAndTaskManagerAreKilled_areThereOnce_andHaveCountedEverythingOnce() throws Exception {
        server.launch();
        server.awaitReady();
        await().atMost(PATIENCE).until(steps::isJudging);
        steps.begin();
        awaitCounted();

        server.kill();
        server.launch();
        awaitCounted();

        flink.killTaskManager();
        flink.startTaskManager();
        awaitCounted();

        assertThat(server.stop()).isTrue();
        server.launch();
        awaitCounted();
        steps.end();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps.counts()).isEqualTo(steps.acknowledged()));
        assertThat(steps.acknowledged()).hasSize(SlowSteps.ENDPOINTS);
        System.out.println("alerts: " + steps.acknowledged());
    }

    /** Until all that the server has now has been counted, and some more. */
    private void awaitCounted() {
        long now = sum(steps.acknowledged());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> sum(steps.counts()) > now);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
