/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.flow.ReferenceFlow;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The alerts in a real browser. */
@SpringBootTest(
        classes = ScreensTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.problemdetails.enabled=true")
class AlertsInBrowserTest extends BrowserTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)> ${1} \u202E " + "x".repeat(200);

    private final InMemoryAlertStore store;
    private final InMemoryFlowStore flows;

    AlertsInBrowserTest(
            @Autowired InMemoryAlertStore store, @Autowired InMemoryFlowStore flows, @LocalServerPort int port) {
        super(port);
        this.store = store;
        this.flows = flows;
    }

    @BeforeEach
    void clear() {
        store.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void alerts_showWhatIsWrong_howMuch_andTheFlowsBehindIt(int width) {
        store.put("1", AlertState.RESOLVED, Severity.WARNING, HOSTILE);
        store.put("2", AlertState.UPDATED, Severity.CRITICAL, "");

        open(width, "/flows");
        page.locator("nav >> text=Alerts").click();

        assertThat(page.locator(".alert")).hasCount(2);
        assertThat(page.locator("#alert-2")).containsText("orders POST /orders");
        assertThat(page.locator("#alert-2")).containsText("0.315 s");
        assertThat(page.locator("#alert-2 a[href='/flows/flow-1']")).isVisible();
        assertThat(page.locator("#alert-2 a[href='/latency?module=orders&endpoint=POST%20%2Forders']"))
                .isVisible();
        assertThat(page.locator("#alert-2 a[href='/rules/slow-step']")).isVisible();
        assertThat(page.locator("#alert-1")).containsText("<img src=x");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void alert_isAcknowledgedAndSilenced_andBothAreTakenBack(int width) {
        store.put("1", AlertState.UPDATED, Severity.CRITICAL, HOSTILE);

        open(width, "/alerts");
        page.locator("#alert-1 h2 a").click();
        page.getByLabel("Note").first().fill("on it " + HOSTILE);
        page.locator("button:text-is(\"Acknowledge\")").click();
        assertThat(page.locator(".handled")).containsText("Acknowledged by somebody until");
        page.getByLabel("What").selectOption("true");
        page.locator("button >> text=Silence").click();
        assertThat(page.locator(".handling")).containsText("It is silenced until");
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator("text=All alerts").first().click();
        assertThat(page.locator("#alert-1")).containsText("acknowledged by");
        assertThat(page.locator("#alert-1")).hasClass(Pattern.compile("tone-open"));
        assertThat(page.locator(".silences li")).hasCount(1);
        assertNoSidewaysScroll();
        page.locator(".silences button").click();
        assertThat(page.locator(".silences")).hasCount(0);
        page.locator("#alert-1 h2 a").click();
        page.locator("text=Take back").click();
        assertThat(page.locator(".handled")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void flow_leadsToItsAlerts(int width) {
        flows.put(ReferenceFlow.of("flow-1", Instant.now().minusSeconds(5), 1));
        store.put("1", AlertState.UPDATED, Severity.CRITICAL, "");

        open(width, "/flows");
        assertThat(page.locator(".alerted")).hasText("1 alert");
        assertNoSidewaysScroll();
        page.locator("#flow-flow-1").click();
        page.locator(".flow-alerts a").click();

        assertThat(page.locator("h1")).containsText("Slow step");
    }

    @Test
    void alerts_newOne_appearsByItself() {
        open(1440, "/alerts");
        assertThat(page.locator("#alerts")).containsText("No alert in this time");

        store.put("3", AlertState.RAISED, Severity.INFO, "");

        assertThat(page.locator("#alert-3")).isVisible();
    }

    @Test
    void alerts_byState_andPageByPage() {
        for (int i = 0; i < 30; i++) {
            store.put("open" + i, AlertState.UPDATED, Severity.WARNING, "");
        }
        store.put("over", AlertState.RESOLVED, Severity.WARNING, "");

        open(1440, "/alerts");
        page.getByLabel("State").selectOption("open");
        page.locator("text=Show").click();
        assertThat(page.locator(".alert")).hasCount(25);
        assertThat(page.locator("#alert-over")).hasCount(0);

        page.locator("text=Older alerts").click();
        assertThat(page.locator(".alert")).hasCount(5);
        page.locator("text=Back to the newest").click();
        assertThat(page.locator(".alert")).hasCount(25);
    }
}
