/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.api.SenderDocument;
import io.flowmon.server.store.InstanceReport;
import io.flowmon.server.store.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendersTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void instanceThatWasStartedAgain_isNotSilent() {
        List<SenderDocument> instances =
                Senders.instances(List.of(heard("orders_1", 600), heard("orders_1", 5), heard("orders_2", 600)));

        assertThat(instances)
                .extracting(SenderDocument::moduleId, SenderDocument::state)
                .containsExactly(tuple("orders_1", "up"), tuple("orders_2", "gone"));
    }

    private static SenderDocument heard(String id, long secondsAgo) {
        Instant at = NOW.minusSeconds(secondsAgo);
        HeartbeatReport report = new HeartbeatReport("orders", id, HeartbeatReport.State.UP, at, 1, Map.of(), null);
        InstanceReport last = new InstanceReport(UUID.randomUUID(), report, at);
        return SenderDocument.of(new Sender(last, 0L, 0L, List.of()), NOW.minusSeconds(35));
    }
}
