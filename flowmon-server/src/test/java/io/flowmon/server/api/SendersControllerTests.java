/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.HeartbeatReport.State;
import io.flowmon.server.intake.Hearing;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.Receipt;
import io.flowmon.server.store.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is silent, and who only could not be heard. */
class SendersControllerTests {

    private static final Duration GONE_AFTER = Duration.ofMillis(1);

    private final Instant now = Instant.now();
    private EventStore.@Nullable Outage outage;

    @Test
    void senderNotHeardOfForLong_isGone() {
        assertThat(stateOfOneHeardOf(now.minusSeconds(60))).isEqualTo("gone");
    }

    @Test
    void senderHeardOfJustBeforeTheStoreFailed_isUp_oneSilentBeforeIsGone() {
        outage = new EventStore.Outage(now.minusSeconds(60), null);

        assertThat(stateOfOneHeardOf(now.minusSeconds(60))).isEqualTo("up");
        assertThat(stateOfOneHeardOf(now.minusSeconds(61))).isEqualTo("gone");
    }

    @Test
    void afterAnOutage_sendersHaveTimeToBeHeardAgain() {
        outage = new EventStore.Outage(now.minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(stateOfOneHeardOf(now.minusSeconds(60))).isEqualTo("up");

        outage = new EventStore.Outage(now.minusSeconds(60), now.minusSeconds(30));
        assertThat(stateOfOneHeardOf(now.minusSeconds(60))).isEqualTo("gone");
    }

    private String stateOfOneHeardOf(Instant lastSeen) {
        Sender sender = new Sender(
                new InstanceReport(
                        new UUID(0, 1),
                        new HeartbeatReport("shop", "shop_1", State.UP, lastSeen, 1, Map.of(), null),
                        lastSeen),
                0L,
                0L,
                List.of());
        SendersController controller = new SendersController(
                (module, cursor, limit) -> new Page<>(List.of(sender), null),
                new Hearing(new FailingStore(), GONE_AFTER, Instant.now()));
        Instant listening = Instant.now();
        await().until(() -> Instant.now().isAfter(listening.plus(GONE_AFTER.multipliedBy(2))));
        return controller.senders(null, null, null).senders().get(0).state();
    }

    private final class FailingStore implements EventStore {

        @Override
        public Optional<CompletableFuture<Receipt>> offer(EventBatch batch) {
            return Optional.empty();
        }

        @Override
        public void offer(InstanceReport report) {
            // not kept
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public Optional<Outage> lastOutage() {
            return Optional.ofNullable(outage);
        }
    }
}
