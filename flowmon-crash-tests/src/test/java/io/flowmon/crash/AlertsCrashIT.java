/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with rules that is killed at any moment, while slow steps go on at several endpoints: in the end there is one
 * alert for each, which has counted every step once.
 */
class AlertsCrashIT {

    private static final long SEED = Long.getLong("flowmon.crash.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("flowmon.crash.alert-rounds", 2);
    private static final int MOST_MILLIS = 12_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private ServerProcess server = new ServerProcess(Path.of("."));
    private SlowSteps steps = new SlowSteps(server);

    @AfterEach
    void kill() throws InterruptedException {
        steps.end();
        server.kill();
    }

    @Test
    void alerts_ofAServerKilledAtAnyMoment_areThereOnce_andHaveCountedEverythingOnce() throws Exception {
        System.out.println("seed: -Dflowmon.crash.seed=" + SEED);
        Random random = new Random(SEED);
        server = new ServerProcess(folder, ServerProcess.RULES + "true");
        steps = new SlowSteps(server);
        server.launch();
        server.awaitReady();
        await().atMost(PATIENCE).until(steps::isJudging);
        steps.begin();

        for (int round = 0; round < ROUNDS; round++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
            server.kill();
            server.launch();
            server.awaitReady();
        }
        await().atMost(PATIENCE).until(steps::isJudging);
        steps.end();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps.counts()).isEqualTo(steps.acknowledged()));
        assertThat(steps.acknowledged()).hasSize(SlowSteps.ENDPOINTS);
        System.out.println("alerts: " + steps.acknowledged());
    }
}
