/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.ContractTotal;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judging over a real store, with the time that the test says: seconds since the start. */
class ContractCheckerTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int TWO_DAYS = 172_800;
    private static final ContractFile FILE = ContractReader.read("order", "order.yaml", """
            name: Order
            settle: 10s
            resolve-after: 2m
            starts-with: {module: shop, endpoint: GET /a}
            steps: [{module: store, endpoint: GET /b}]
            """);

    private final Feed feed = new Feed();
    private final List<EventLoss> losses = new ArrayList<>();

    @TempDir
    Path folder;

    private OpenStore open;
    private ContractChecker checker;
    private Instant time = START;

    @BeforeEach
    void start() throws Exception {
        open = new OpenStore(folder);
        checker = resume();
    }

    @AfterEach
    void stop() throws Exception {
        open.close();
    }

    @Test
    void flow_isJudgedWhenItHasSettled_andAgainWhenItGoesOn() throws Exception {
        store(5, root("f"));
        goOn(14);
        assertThat(judged()).isZero();
        goOn(15);
        assertThat(judged()).isOne();
        goOn(60);
        assertThat(judged()).isOne();
        store(70, root("f"));
        goOn(80);
        assertThat(judged()).isEqualTo(2);
        assertThat(alert().last().count()).isOne();
    }

    @Test
    void restartAtAnyMoment_judgesOnce() throws Exception {
        store(5, root("f"));
        for (int second = 6; second < 40; second++) {
            checker = resume();
            goOn(second);
        }

        assertThat(judged()).isOne();
        assertThat(alert().last().count()).isOne();
        assertThat(alert().last().flows()).containsExactly("f");
    }

    @Test
    void whatCouldNotBeKept_isJudgedAnew() throws Exception {
        store(5, root("f"));
        open.close();
        time = START.plusSeconds(20);
        assertThatThrownBy(checker::tick).isInstanceOf(IOException.class);
        open = new OpenStore(folder);
        checker = resume();
        goOn(21);

        assertThat(judged()).isOne();
        assertThat(alert().last().count()).isOne();
    }

    @Test
    void flowThatHadNotSettledWhenTheServerStopped_isJudged_howeverLongThatLasts() throws Exception {
        store(5, root("f"));
        goOn(8);
        time = START.plusSeconds(TWO_DAYS);
        checker = resume();
        goOn(TWO_DAYS);

        assertThat(judged()).isOne();
        assertThat(alert().last().flows()).containsExactly("f");
    }

    @Test
    void alert_isOver_whenNoFlowDeviatedForItsTime() throws Exception {
        store(5, root("f"));
        goOn(15);
        goOn(134);
        assertThat(alert().last().key()).isEqualTo("missing message");
        goOn(135);

        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.totals()).extracting(ContractTotal::deviating).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "shop"})
    void missingMessage_isNotTold_whereWhoHandlesOrSendsItLostEvents(String module) throws Exception {
        losses.add(loss(module));
        store(5, root("f"));
        goOn(15);

        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.totals()).extracting(ContractTotal::uncertain).containsExactly(1L);
    }

    @Test
    void missingMessage_isTold_whereOthersLostEvents() throws Exception {
        losses.add(loss("other"));
        store(5, root("f"));
        goOn(15);

        assertThat(alert().last().flows()).containsExactly("f");
    }

    @Test
    void messageWithoutAKnownCause_isNotTold_whereItsCauseMayBeLost() throws Exception {
        losses.add(loss("store"));
        store(
                5,
                root("f"),
                message("f", "store", "GET /b", "root f", "b"),
                message("f", "shop", "GET /c", "lost", "c"));
        goOn(15);

        assertThat(open.contracts().openAlerts("contract:")).isEmpty();
        assertThat(checker.totals()).extracting(ContractTotal::uncertain).containsExactly(1L);
        losses.clear();
        store(20, message("f", "shop", "GET /d", "lost", "d"));
        goOn(30);
        assertThat(alert().last().key()).isEqualTo("unexpected message");
    }

    @Test
    void manyFlowsThatSettleAtOnce_areJudgedInParts() throws Exception {
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < 4_500; i++) {
            events.add(root("f" + i));
            if (events.size() == 45) {
                store(5 + i / 1_000, events.toArray(IncomingEvent[]::new));
                events.clear();
            }
        }
        time = START.plusSeconds(60);
        int ticks = 1;
        while (checker.tick()) {
            ticks++;
        }

        assertThat(ticks).isGreaterThan(1);
        assertThat(judged()).isEqualTo(4_500);
        assertThat(alert().last().count()).isEqualTo(4_500);
        assertThat(alert().last().flows()).hasSize(10);
    }

    private ContractChecker resume() throws Exception {
        return ContractChecker.resume(feed, open.contracts(), List.of(FILE), time);
    }

    private void goOn(int second) throws Exception {
        time = START.plusSeconds(second);
        while (checker.tick()) {
            assertThat(checker.judgedUpTo()).isBeforeOrEqualTo(time);
        }
    }

    private long judged() {
        return checker.totals().get(0).judged();
    }

    private Alert alert() throws IOException {
        List<Alert> alerts = open.contracts().openAlerts("contract:");
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private void store(int second, IncomingEvent... events) throws Exception {
        open.store(new EventBatch(START.plusSeconds(second), "test", List.of(events), List.of(), null, null, 100));
    }

    private static EventLoss loss(String module) {
        return new EventLoss(module, START.toEpochMilli(), START.plusSeconds(9).toEpochMilli());
    }

    private static IncomingEvent root(String flow) {
        return message(flow, "shop", "GET /a", null, "root " + flow);
    }

    private static IncomingEvent message(
            String flow, String module, String endpoint, @Nullable String parent, String message) {
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
                id(message),
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
                false,
                1,
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
