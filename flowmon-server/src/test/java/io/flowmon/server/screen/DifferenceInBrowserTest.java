/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A flow beside a healthy one, in a real browser. */
class DifferenceInBrowserTest extends SeededServerTest {

    private final Instant now = Instant.now();

    DifferenceInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void failedFlow_isComparedWithTheLastHealthyOne_andWithAnyThatIsNamed(int width) throws Exception {
        String bad = "bad-" + width;
        String other = "older-" + width;
        send(new SeededEvents()
                .flow(other, now.minusSeconds(90), 0.02, "ok")
                .flow("good-" + width, now.minusSeconds(60), 0.05, "ok")
                .flow(bad, now.minusSeconds(30), 0.85, "exception")
                .json());

        open(width, "/flows/" + bad);
        page.locator(".page-head a", new Page.LocatorOptions().setHasText("Compare"))
                .click();
        assertThat(page.locator("main")).containsText("good-" + width);
        assertThat(page.locator("#slowest")).containsText("POST /charge");
        assertThat(page.locator("#slowest")).containsText("+ 800 ms");
        assertThat(page.locator("#steps-title ~ .scroll tbody tr").first()).containsText("server error");
        assertThat(page.locator("#diagram svg")).isVisible();
        assertNoSidewaysScroll();
        assertAccessible();

        page.getByLabel("Compare with the flow").fill(other);
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).containsText(other);
        assertThat(page.locator("#slowest")).containsText("+ 830 ms");

        page.getByLabel("Compare with the flow").fill("nobody");
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("There is no flow with this correlation id");
        assertAccessible();
    }

    @Test
    void flowWithoutAHealthyOne_saysSo_andAnUnknownOneIsNotFound() throws Exception {
        send(new SeededEvents()
                .ended("alone", now.minusSeconds(5), "solo", "GET /alone", 0.1)
                .json());

        open(1440, "/flows/alone/difference");
        assertThat(page.locator("[role=alert]")).containsText("No healthy flow of this kind");

        Assertions.assertThat(
                        page.request().get(home + "/flows/nobody/difference").status())
                .isEqualTo(404);
    }
}
