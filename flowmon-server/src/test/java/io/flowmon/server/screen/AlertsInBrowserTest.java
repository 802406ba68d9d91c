/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
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

    AlertsInBrowserTest(@Autowired InMemoryAlertStore store, @LocalServerPort int port) {
        super(port);
        this.store = store;
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
        assertThat(page.locator("#alert-1")).containsText("<img src=x");
        assertNoSidewaysScroll();
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
