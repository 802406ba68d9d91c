/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The topology in a real browser, over a real store. */
class TopologyInBrowserTest extends SeededServerTest {

    private static final int MANY = 200;
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");
    private static boolean seeded;

    TopologyInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @BeforeEach
    void seed() throws Exception {
        if (!seeded) {
            SeededEvents events = new SeededEvents();
            for (int i = 1; i <= 20; i++) {
                events.flow("flow-" + i, Instant.now().minusSeconds(10L * i), 0.4, i % 10 == 0 ? "exception" : "ok");
            }
            for (int i = 0; i < MANY; i++) {
                events.call("many", LONG_AGO, "gateway-" + i % 4, "service-" + i);
                events.call("many", LONG_AGO, "service-" + i, "service-" + i * 7 % MANY);
            }
            send(events.json());
            seeded = true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void module_clicked_showsItsFlows(int width) {
        open(width, "/flows");
        page.locator("nav >> text=Topology").click();

        assertThat(page.locator("#topology")).hasAttribute("data-drawn", "7");
        assertThat(page.locator("#connections")).containsText("card.example");
        assertNoSidewaysScroll();
        assertAccessible();
        click("$id('module:payments').renderedPosition()");

        page.waitForURL(Pattern.compile("/flows.*module=payments"));
        assertThat(page.locator("table.flows tbody tr")).hasCount(20);
    }

    @Test
    void line_clicked_showsTheFlowsOfItsEndpoint() {
        open(1440, "/topology");
        assertThat(page.locator("#topology[data-drawn]")).isVisible();

        click("edges('[source = \"module:orders\"][target = \"module:payments\"]').renderedMidpoint()");

        page.waitForURL(Pattern.compile("/flows.*module=payments&endpoint=POST"));
        assertThat(page.locator("table.flows tbody tr")).hasCount(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void table_byKeyboard_leadsToFailedFlows(int width) {
        open(width, "/topology");

        Locator failed =
                page.locator("#connections tr:has-text('payments') a.bad").first();
        assertThat(failed).hasText("10 %");
        failed.focus();
        page.keyboard().press("Enter");

        page.waitForURL(Pattern.compile("/flows.*outcome=failed"));
        assertThat(page.locator("table.flows tbody tr")).hasCount(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void manyModules_areFolded_andAllAreThere(int width) {
        open(width, "/topology?from=" + LONG_AGO.minusSeconds(60) + "&to=" + LONG_AGO.plusSeconds(60));

        Locator drawing = page.locator("#topology[data-drawn]");
        assertThat(drawing).isVisible();
        assertThat(Integer.parseInt(drawing.getAttribute("data-drawn"))).isLessThan(60);
        assertNoSidewaysScroll();
        assertAccessible();
        page.locator("#unfold").click();
        assertThat(drawing).hasAttribute("data-drawn", String.valueOf(MANY + 4));
        page.locator("#unfold").click();
        assertThat(drawing).not().hasAttribute("data-drawn", String.valueOf(MANY + 4));

        page.locator("[data-reveal]").click();
        assertThat(page.locator("#connections tbody tr:visible")).hasCount(2 * MANY);
    }

    private void click(String place) {
        Object at = page.evaluate("document.getElementById('topology')._cyreg.cy." + place);
        BoundingBox box = page.locator("#topology").boundingBox();
        assertThat(at).isInstanceOf(Map.class);
        Map<?, ?> point = (Map<?, ?>) at;
        page.mouse().click(box.x + number(point.get("x")), box.y + number(point.get("y")));
    }

    private static double number(@Nullable Object value) {
        assertThat(value).isInstanceOf(Number.class);
        return value instanceof Number number ? number.doubleValue() : 0;
    }
}
