/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.duckdb.OpenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Judging over a real store, with the time that the test says: seconds since the start. */
abstract class CheckerFixture {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final int TWO_DAYS = 172_800;
    static final ContractFile FILE = ContractReader.read("order", "order.yaml", """
            name: Order
            settle: 10s
            resolve-after: 2m
            starts-with: {module: shop, endpoint: GET /a}
            steps: [{module: store, endpoint: GET /b}]
            """);

    final Feed feed = new Feed();
    final List<EventLoss> losses = new ArrayList<>();

    @TempDir
    Path folder;

    OpenStore open;
    ContractChecker checker;
    Instant time = START;

    @BeforeEach
    void start() throws Exception {
        open = new OpenStore(folder);
        checker = resume();
    }

    @AfterEach
    void stop() throws Exception {
        open.close();
    }

    ContractChecker resume() throws Exception {
        return ContractChecker.resume(feed, open.contracts(), List.of(FILE), time);
    }

    void goOn(int second) throws Exception {
        time = START.plusSeconds(second);
        while (checker.tick()) {
            assertThat(checker.judgedUpTo()).isBeforeOrEqualTo(time);
        }
    }

    long judged() {
        return checker.totals().get(0).judged();
    }

    Alert alert() throws IOException {
        List<Alert> alerts = open.contracts().openAlerts("contract:");
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    void store(int second, IncomingEvent... events) throws Exception {
        open.store(new EventBatch(START.plusSeconds(second), "test", List.of(events), List.of(), null, null, 100));
    }

    static EventLoss loss(String module) {
        return new EventLoss(module, START.toEpochMilli(), START.plusSeconds(9).toEpochMilli());
    }

    static IncomingEvent root(String flow) {
        return message(flow, "shop", "GET /a", null, "root " + flow);
    }

    static IncomingEvent message(
            String flow, String module, String endpoint, @Nullable String parent, @Nullable String message) {
        return event(flow, module, endpoint, parent, message, false);
    }

    static IncomingEvent redelivered(IncomingEvent event) {
        return event(
                event.correlationId(),
                event.moduleType(),
                event.endpoint(),
                null,
                "root " + event.correlationId(),
                true);
    }

    private static IncomingEvent event(
            String flow,
            String module,
            String endpoint,
            @Nullable String parent,
            @Nullable String message,
            boolean redelivered) {
        return new IncomingEvent(
                UUID.randomUUID(),
                flow,
                START,
                module,
                module + "_1",
                endpoint,
                "End call",
                "receiver",
                null,
                message == null ? null : id(message),
                parent == null ? null : id(parent),
                null,
                START,
                0.1,
                "ok",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                redelivered,
                1,
                null,
                null,
                null,
                null);
    }

    private static UUID id(String message) {
        return UUID.nameUUIDFromBytes(message.getBytes(StandardCharsets.UTF_8));
    }

    /** What is stored, and the test's time. */
    private final class Feed implements EventFeed {

        @Override
        public Page read(long sequence, int limit, Duration patience) throws IOException {
            return new Page(open.log().after(sequence, limit), time, time);
        }

        @Override
        public Senders senders() {
            return new Senders(List.of(), losses, time);
        }

        @Override
        public long before(Instant at) throws IOException {
            return open.log().lastBefore(at);
        }
    }
}
