/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.HeartbeatReport.State;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.server.store.HeardSender;
import io.flowmon.server.store.InstanceReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules are told of senders. */
class DuckDbEventLogTests {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private OpenStore open;
    private DuckDbEventLog log;

    @BeforeEach
    void open() {
        open = new OpenStore(folder);
        log = new DuckDbEventLog(open.database(), open.store());
    }

    @AfterEach
    void close() throws SQLException {
        log.close();
        open.close();
    }

    @Test
    void losses_areTheTimesInWhichSendersDroppedMore() throws Exception {
        heartbeat("shop_1", START, 10, Map.of());
        heartbeat("shop_1", START, 20, Map.of("queue_full", 3L));
        heartbeat("shop_1", START, 30, Map.of("queue_full", 3L));
        heartbeat("shop_1", START, 40, Map.of("queue_full", 3L, "too_large", 1L));
        heartbeat("last", START, 50, Map.of());
        await().until(() -> log.senders(Instant.EPOCH).size() == 2);

        assertThat(log.losses(Instant.EPOCH)).containsExactly(loss(30, 40), loss(10, 20));
        assertThat(log.losses(START.plusSeconds(21))).containsExactly(loss(30, 40));
    }

    @Test
    void losses_beforeTheFirstHeartbeat_countFromTheStart_andANewProcessCountsAnew() throws Exception {
        heartbeat("shop_1", START, 10, Map.of("queue_full", 3L));
        heartbeat("shop_1", START.plusSeconds(60), 70, Map.of("queue_full", 1L));
        heartbeat("shop_2", null, 80, Map.of("queue_full", 1L));
        await().until(() -> log.losses(Instant.EPOCH).size() == 3);

        assertThat(log.losses(Instant.EPOCH)).containsExactly(loss(70, 80), loss(60, 70), loss(0, 10));
    }

    @Test
    void senders_areTheProcessesStartedLast_thatWereHeardSince() throws Exception {
        heartbeat("shop_1", START, 10, Map.of());
        heartbeat("shop_1", START.plusSeconds(20), 30, Map.of());
        heartbeat("old", START, 5, Map.of());
        await().until(() -> log.senders(Instant.EPOCH).size() == 2);

        assertThat(log.senders(START.plusSeconds(6)))
                .containsExactly(new HeardSender("shop", "shop_1", false, START.plusSeconds(30)));
    }

    private void heartbeat(
            String instance, @Nullable Instant startedAt, long receivedAfter, Map<String, Long> dropped) {
        Instant received = START.plusSeconds(receivedAfter);
        open.store()
                .offer(new InstanceReport(
                        UUID.randomUUID(),
                        new HeartbeatReport(
                                "shop", instance, State.UP, received, 100, dropped, null, startedAt, null, null, null,
                                null, null),
                        received));
    }

    private static EventLoss loss(long from, long to) {
        return new EventLoss(
                "shop",
                START.plusSeconds(from).toEpochMilli(),
                START.plusSeconds(to).toEpochMilli());
    }
}
