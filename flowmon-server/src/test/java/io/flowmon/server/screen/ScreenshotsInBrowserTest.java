/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.advice.SimulatedLoad;
import io.flowmon.server.advice.queueing.QueueSimulation;
import io.flowmon.server.advice.queueing.Times;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.InstanceReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Takes the pictures of docs/screens.md: {@code mvn test -Dtest=ScreenshotsInBrowserTest -Dflowmon.screenshots=true}. */
@EnabledIfSystemProperty(named = "flowmon.screenshots", matches = "true")
class ScreenshotsInBrowserTest extends SeededServerTest {

    private static final int MINUTES = 90;
    private static final int FAULT_MINUTES = 9;
    /** Apart from the other events, so that they do not stand in the other pictures. */
    private static final Instant QUEUE_START = Instant.parse("2026-01-31T10:00:00Z");

    private static boolean seeded;

    private final EventStore store;
    private final AlertStore alerts;
    private final AuditEventRepository auditLog;

    ScreenshotsInBrowserTest(
            @Autowired EventStore store,
            @Autowired AlertStore alerts,
            @Autowired AuditEventRepository auditLog,
            @LocalServerPort int port) {
        super(port);
        this.store = store;
        this.alerts = alerts;
        this.auditLog = auditLog;
    }

    @BeforeEach
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        Random random = new Random(1);
        Instant now = Instant.now();
        for (int minute = MINUTES; minute > 0; minute--) {
            SeededEvents events = new SeededEvents();
            boolean fault = minute <= FAULT_MINUTES;
            for (int i = 0; i < 10 + random.nextInt(6); i++) {
                double pay = (fault ? 0.25 : 0.05) * Math.exp(0.5 * random.nextGaussian());
                String outcome = fault && random.nextInt(12) == 0 ? "exception" : "ok";
                events.flow(
                        "demo-%02d-%02d".formatted(minute, i),
                        now.minusSeconds(60L * minute - random.nextInt(55)),
                        pay,
                        outcome);
            }
            send(events.json());
        }
        for (String module : List.of("frontend", "orders", "payments", "mailer")) {
            store.offer(heartbeat(module, 1, 0));
            store.offer(heartbeat(module, 2, module.equals("mailer") ? 128 : 0));
        }
        send("[{\"correlation_id\":\"4711\",\"timestamp\":\"yesterday\",\"module_type\":\"legacy\"}]");
        QueueSimulation queue =
                new QueueSimulation(Times.exponential(), 0.08 / (3 * 0.75), Times.exponential(), 0.08, 3);
        List<IncomingEvent> jobs =
                new SimulatedLoad(queue, 3, QUEUE_START, 7, 5_000).takenAtOnce("worker", "LIST jobs");
        store.offer(new EventBatch(now, "test", jobs, List.of(), null, null, 100L * jobs.size()))
                .orElseThrow()
                .get(60, TimeUnit.SECONDS);
        alerts.keep(alert(now));
        audit("anna", "AUTHENTICATION_SUCCESS", now.minusSeconds(900), Map.of("address", "10.0.3.7"));
        audit("anna", "ALERT_ACKNOWLEDGED", now.minusSeconds(840), Map.of("alert", "a1", "note", "looking at it"));
        audit("unknown token", "AUTHENTICATION_FAILURE", now.minusSeconds(600), Map.of("address", "10.0.3.99"));
        audit("token:nightly", "BACKUP_BEGUN", now.minusSeconds(300), Map.of("name", "2026-01-31T02-00-00"));
        audit("token:nightly", "BACKUP_DONE", now.minusSeconds(290), Map.of("name", "2026-01-31T02-00-00"));
        seeded = true;
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void screens_arePictured(int width) {
        open(width, "/overview");
        assertThat(page.locator("#change-0")).containsText("payments");
        picture("overview", width);
        open(width, "/flows");
        assertThat(page.locator("table.flows tbody tr")).not().hasCount(0);
        assertThat(page.locator("#facets")).isVisible();
        picture("flows", width);
        page.locator("table.flows tr.tone-bad a").first().click();
        assertThat(page.locator("#diagram svg")).isVisible();
        picture("flow", width);
        page.locator("a[href$='/difference']").click();
        assertThat(page.locator("#diagram svg")).isVisible();
        picture("difference", width);
        open(width, "/messages");
        assertThat(page.locator(".messages tbody tr")).not().hasCount(0);
        picture("messages", width);
        open(width, "/topology");
        assertThat(page.locator("#topology[data-drawn]")).isVisible();
        picture("topology", width);
        open(width, "/latency");
        assertThat(page.locator("[data-drawn]").first()).isVisible();
        picture("latency", width);
        open(width, "/latency?module=payments&endpoint=POST+/payments&message_type=End+call&compare=before");
        assertThat(page.locator("[data-drawn]")).isVisible();
        picture("latency-endpoint", width);
        page.locator(".heat-cells a").last().scrollIntoViewIfNeeded();
        picture("latency-heat-map", width);
        open(
                width,
                "/advice?module=worker&from=" + QUEUE_START + "&to=" + QUEUE_START.plusSeconds(1_800) + "#advice-0");
        assertThat(page.locator(".advice")).hasCount(1);
        picture("advice", width);

        open(width, "/alerts");
        assertThat(page.locator(".alert")).hasCount(1);
        picture("alerts", width);
        open(width, "/server");
        assertThat(page.locator(".senders tbody tr")).hasCount(8);
        picture("server", width);
        open(width, "/audit");
        assertThat(page.locator(".audit tbody tr")).hasCount(5);
        picture("audit", width);

        open(width, "/rejected");
        assertThat(page.locator(".rejected tbody tr")).hasCount(1);
        picture("rejected", width);
    }

    private void audit(String who, String type, Instant at, Map<String, Object> data) {
        auditLog.add(new AuditEvent(at, who, type, data));
    }

    private static InstanceReport heartbeat(String module, int number, long dropped) {
        Instant now = Instant.now();
        String id = module + "_host" + number + "_8080";
        return new InstanceReport(
                UUID.randomUUID(),
                new HeartbeatReport(module, id, HeartbeatReport.State.UP, now, 12_000, Map.of("full", dropped), null),
                now);
    }

    private static Alert alert(Instant now) {
        AlertSignal signal = new AlertSignal(
                "a1",
                "slow-step",
                "payments POST /payments",
                AlertState.UPDATED,
                2,
                now.minusSeconds(500),
                now,
                0.41,
                1.2,
                0.3,
                57,
                "payments",
                null,
                "POST /payments",
                List.of("demo-01-01", "demo-02-01"));
        return new Alert(
                signal,
                "Slow step",
                Severity.WARNING,
                "An action took longer than it may.",
                "Open one of the flows and look where the time went.",
                "s",
                now);
    }
}
