/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.server.settings.RulesSettings;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertQuery;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a store that is in trouble at first. */
class RulesRunnerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final CountDownLatch well = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile Trouble trouble = () -> {};
    private RulesRunner runner;

    @BeforeEach
    void make() {
        RulesSettings.Cluster none =
                new RulesSettings.Cluster(null, 1, null, null, "flowmon", Duration.ofDays(1), Map.of(), Map.of());
        RulesSettings settings = new RulesSettings(true, null, Duration.ofMinutes(1), 16, none, List.of());
        runner = new RulesRunner(
                settings, new StoredAlerts(new StoreInTrouble()), new EngineInside(settings, folder, new EmptyFeed()));
    }

    @AfterEach
    void stop() {
        well.countDown();
        runner.stop();
    }

    @Test
    void run_oneRuleCannotBegin_allOthersRun_andItIsTriedAgain() {
        trouble = () -> {
            if (well.getCount() > 0) {
                throw new IOException("the disk is full");
            }
        };
        runner.start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stuck())
                .anySatisfy(rule -> assertThat(rule.problem()).contains("the disk is full")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(running())
                .hasSize(RuleSet.shipped().rules().size() - 1)
                .doesNotContain("stuck"));
        assertThat(runner.trouble()).isEmpty();
        well.countDown();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(running())
                .hasSize(RuleSet.shipped().rules().size()));
    }

    @Test
    void statuses_whileRulesAreBeingStarted_areAnsweredAtOnce() throws Exception {
        trouble = () -> {
            asked.countDown();
            well.await();
        };
        runner.start();
        assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(stuck()).allSatisfy(rule -> assertThat(rule.upTo()).isNull());
        assertThat(runner.problems()).isEmpty();
        assertThat(well.getCount()).isOne();
    }

    /** Nothing before it is on its way. */
    private List<RuleStatus> stuck() {
        return runner.statuses().stream()
                .filter(status -> status.rule().id().equals("stuck"))
                .toList();
    }

    private List<String> running() {
        return runner.statuses().stream()
                .filter(status -> status.state() == RuleStatus.State.RUNNING)
                .map(status -> status.rule().id())
                .toList();
    }

    /** What happens when the alerts of the rule "stuck" are to be closed. */
    private interface Trouble {
        void meet() throws IOException, InterruptedException;
    }

    private final class StoreInTrouble implements AlertStore {

        @Override
        public void closeThoseOf(String rule) throws IOException {
            if (rule.equals("stuck")) {
                try {
                    trouble.meet();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void closeAllButThoseOf(Set<String> rules) {}

        @Override
        public void keep(Alert alert) {}

        @Override
        public Page<HandledAlert> alerts(AlertQuery query) {
            return new Page<>(List.of(), null);
        }

        @Override
        public Map<String, List<HandledAlert>> ofFlows(Collection<String> correlationIds) {
            return Map.of();
        }

        @Override
        public Optional<HandledAlert> alert(String id) {
            return Optional.empty();
        }
    }

    private static final class EmptyFeed implements EventFeed {

        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public EventFeed.Page read(long sequence, int limit, Duration patience) throws InterruptedException {
            Instant now = Instant.now();
            return never.await(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? new EventFeed.Page(List.of(), Instant.EPOCH, Instant.EPOCH)
                    : new EventFeed.Page(List.of(), now, now);
        }

        @Override
        public EventFeed.Senders senders() {
            return new EventFeed.Senders(List.of(), List.of(), Instant.now());
        }

        @Override
        public long before(Instant time) {
            return 0;
        }
    }
}
