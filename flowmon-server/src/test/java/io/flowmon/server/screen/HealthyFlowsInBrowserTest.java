/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What ended well, and yet is no example: neither to compare with nor to draft a contract from. */
@TestPropertySource(properties = {"flowmon.server.rules.enabled=false", "flowmon.server.messages.lost-after=1ms"})
class HealthyFlowsInBrowserTest extends SeededServerTest {

    private static final String DRAFT = "/contracts/draft?module=frontend&endpoint=POST%20/orders";

    private final AlertStore alerts;

    HealthyFlowsInBrowserTest(@Autowired AlertStore alerts, @LocalServerPort int port) {
        super(port);
        this.alerts = alerts;
    }

    @Test
    void flowThatAnAlertNames_orThatLostAMessage_isNoExample() throws Exception {
        Instant now = Instant.now();
        send(new SeededEvents()
                .received("earlier", now.minusSeconds(95), "mailer", "LIST mails")
                .flow("good", now.minusSeconds(90), 0.05, "ok")
                .flow("named", now.minusSeconds(60), 0.05, "ok")
                .flowWithLostMail("lossy", now.minusSeconds(50))
                .flow("bad", now.minusSeconds(30), 0.85, "exception")
                .json());
        Alert alert = SeededAlert.slowStep("named");
        alerts.keep(new Alert(alert.last(), "Slow step", Severity.INFO, "It took long.", "Look.", "s", now));

        open(1440, "/flows/bad/difference");
        assertThat(page.locator("main")).containsText("named");
        open(1440, DRAFT);
        assertThat(page.locator("#draft")).containsText("# Drawn from 2 flows that went well");
        assertThat(page.locator("#left-out li")).hasText("Left out: 1 flow that lost a message.");

        alerts.keep(alert);

        open(1440, "/flows/bad/difference");
        assertThat(page.locator("main")).containsText("good");
        open(1440, DRAFT);
        assertThat(page.locator("#draft")).containsText("# Drawn from 1 flows that went well");
        assertThat(page.locator("#left-out"))
                .containsText(
                        "Left out: 1 flow that an alert of severity warning or critical names, open or resolved.");
        assertAccessible();
    }
}
