/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.flowmon.server.store.AlertStore;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first page in a real browser, over a real store, from an empty one to one where payments has a fault. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OverviewInBrowserTest extends SeededServerTest {

    private final AlertStore alerts;

    OverviewInBrowserTest(@Autowired AlertStore alerts, @LocalServerPort int port) {
        super(port);
        this.alerts = alerts;
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void nothingThere_teachesWhatToAdd(int width) {
        open(width, "/");

        assertThat(page.locator("#overview")).containsText("flowmon-spring-boot-starter");
        assertThat(page.locator(".tile")).hasCount(0);
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @Order(2)
    @Test
    void firstFlows_appearByThemselves_andEverythingIsWell() throws Exception {
        open(1440, "/overview");
        SeededEvents events = new SeededEvents();
        for (int i = 0; i < 60; i++) {
            events.flow("well-" + i, Instant.now().minusSeconds(1_200 + 30L * i), 0.05, "ok");
            events.flow("lately-" + i, Instant.now().minusSeconds(420 + 5L * i), 0.05, "ok");
        }
        send(events.json());

        // The page asks every 5 s, as long as an assertion waits by itself.
        assertThat(page.locator(".verdict"))
                .containsText("Everything is well", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(page.locator("#tile-flows .tile-value")).hasText("4");
        assertThat(page.locator("table.modules tbody tr")).hasCount(4);

        send(new SeededEvents()
                .flow("one-fails", Instant.now().minusSeconds(5), 0.05, "exception")
                .json());
        assertThat(page.locator(".verdict"))
                .containsText(
                        "One flow has failed, not enough for an alert",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    }

    @Order(3)
    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void fault_isReachedInThreeClicks(int width) throws Exception {
        SeededEvents events = new SeededEvents();
        for (int i = 0; i < 60; i++) {
            events.flow(
                    "fault-" + width + i,
                    Instant.now().minusSeconds(30 + 5L * i),
                    0.4,
                    i % 4 == 0 ? "exception" : "ok");
        }
        send(events.json());
        raiseAlert();

        open(width, "/overview");
        assertThat(page.locator(".verdict")).containsText("One alert needs attention");
        assertThat(page.locator("#tile-failed .tile-value")).hasText(Pattern.compile("1[0-9.]+ %"));
        assertNoSidewaysScroll();
        assertAccessible();
        Locator first = page.locator("#change-0");
        assertThat(first).containsText("payments");
        first.click();
        page.locator(".panel-facts .bad").click();
        page.locator("table.flows tbody tr a").first().click();

        assertThat(page.locator(".failures")).containsText("payments");
        assertThat(page.locator(".failures")).containsText("exception");
    }

    @Order(4)
    @Test
    void alertsFiguresAndModules_leadOn() {
        open(1440, "/overview");
        page.locator("#alert-a1").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("Slow step");

        open(1440, "/overview");
        page.locator("#alert-flow-a1").click();
        assertThat(page.locator(".times li").first()).containsText("payments");

        open(1440, "/overview");
        page.locator("#tile-failed").click();
        assertThat(page.locator("table.flows tbody tr.tone-bad")).not().hasCount(0);
        assertThat(page.locator("table.flows tbody tr.tone-good")).hasCount(0);

        open(1440, "/overview");
        page.locator("table.modules >> text=payments").first().click();
        assertThat(page.locator(".panel")).hasCount(2);
    }

    @Order(5)
    @Test
    void focus_survivesTheNextRefresh() {
        open(1440, "/overview");
        page.locator("#tile-duration").focus();

        page.waitForResponse(response -> response.url().endsWith("/overview"), () -> {});

        assertThat(page.locator("#tile-duration")).isFocused();
    }

    private void raiseAlert() throws Exception {
        alerts.keep(SeededAlert.slowStep("fault-14400"));
        assertThat(alerts.alert("a1")).isPresent();
    }
}
