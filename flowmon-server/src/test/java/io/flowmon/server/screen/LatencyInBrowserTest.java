/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The latency page in a real browser, over a real store. */
class LatencyInBrowserTest extends SeededServerTest {

    private static final String PAYMENTS = "/latency?module=payments&endpoint=POST+/payments&message_type=End+call";
    private static boolean seeded;

    LatencyInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @BeforeEach
    void seed() throws Exception {
        if (!seeded) {
            SeededEvents events = new SeededEvents();
            for (int i = 1; i <= 40; i++) {
                events.flow("now-" + i, Instant.now().minusSeconds(60 + 40L * i), 0.4, i % 8 == 0 ? "exception" : "ok");
                events.flow("before-" + i, Instant.now().minusSeconds(3_700 + 40L * i), 0.1, "ok");
            }
            send(events.json());
            seeded = true;
        }
    }

    @Test
    void numbers_inFrench_haveACommaOnThePageAndInWhatScriptsAdd() {
        inFrench();
        open(1440, "/latency?module=payments&endpoint=POST+/payments&range=24h");

        assertThat(page.locator(".panel-facts").first()).containsText(Pattern.compile("\\d,\\d+.% d’échecs"));
        assertThat(page.locator("[data-drawn]").first()).hasAttribute("aria-valuetext", Pattern.compile("\\d,\\d"));
        assertThat(page.locator("[data-drawn]").first())
                .not()
                .hasAttribute("aria-valuetext", Pattern.compile("\\d\\.\\d"));
        assertThat(page.locator("main")).not().containsText(Pattern.compile("\\d\\.\\d+ (ms|s|%)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void panels_leadToAnEndpoint_andAPointToTheFlowsBehindIt(int width) {
        open(width, "/flows");
        page.locator("nav >> text=Latency").click();

        assertThat(page.locator(".panel")).hasCount(8);
        assertThat(page.locator("[data-drawn]").first()).isVisible();
        assertNoSidewaysScroll();
        assertAccessible();
        page.locator(".panel-title a", new Page.LocatorOptions().setHasText("payments handles"))
                .click();

        Locator chart = page.locator("[data-drawn]");
        assertThat(chart).hasCount(1);
        assertThat(page.locator(".panel-facts")).containsText("12.5 % failed");
        assertNoSidewaysScroll();
        assertAccessible();
        BoundingBox box = chart.boundingBox();
        double part = Double.parseDouble(chart.getAttribute("aria-valuenow"));
        double parts = Double.parseDouble(chart.getAttribute("aria-valuemax")) + 1;
        page.mouse().click(box.x + 54 + (box.width - 80) * (part + 0.5) / parts, box.y + box.height / 2);

        page.waitForURL(Pattern.compile("/flows"));
        assertThat(page.locator("table.flows tbody tr").first()).containsText("POST /orders");
        assertThat(page.getByLabel("Module")).hasValue("payments");
        assertThat(page.getByLabel("From")).not().hasValue("");
        assertThat(URI.create(page.url()).getQuery()).contains("endpoint=POST+/payments", "from=20");
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void point_byKeyboard_isTold_andOpensItsFlows(int width) {
        open(width, PAYMENTS);
        Locator chart = page.locator("[data-drawn]");

        chart.focus();
        page.keyboard().press("ArrowLeft");
        assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile("p50 400 ms, p95 400 ms, .* a minute"));
        page.keyboard().press("Enter");

        page.waitForURL(Pattern.compile("/flows"));
        assertThat(page.locator("table.flows tbody tr")).not().hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void heatMap_byPointerAndByKeyboard_leadsToTheFlowsBehindACell(int width) {
        open(width, PAYMENTS);
        Locator cells = page.locator(".heat-cells a");
        assertThat(cells.last()).hasAttribute("aria-label", Pattern.compile(" UTC, 200 ms – 500 ms: \\d+ actions?"));
        assertThat(page.locator(".heat-cells a[tabindex='0']")).hasCount(1);
        assertNoSidewaysScroll();
        assertAccessible();

        int actions = count(cells.first());
        cells.first().click();
        page.waitForURL(Pattern.compile("/flows"));
        assertThat(page.locator("table.flows tbody tr")).hasCount(actions);
        assertThat(page.getByLabel("An action took at least")).hasValue(Pattern.compile("\\d+ms"));

        page.goBack();
        page.locator(".heat-cells a[tabindex='0']").focus();
        page.keyboard().press("ArrowLeft");
        Locator focused = page.locator(".heat-cells a:focus");
        assertThat(focused).hasCount(1);
        int behind = count(focused);
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/flows"));
        assertThat(page.locator("table.flows tbody tr")).hasCount(behind);
    }

    private static int count(Locator cell) {
        Matcher count = Pattern.compile(": (\\d+) action").matcher(cell.getAttribute("aria-label"));
        org.assertj.core.api.Assertions.assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    @Test
    void comparison_withTheTimeBefore_tellsTheChange() {
        open(1440, "/latency?module=payments");
        page.getByLabel("Compare with").selectOption("before");
        page.locator("form.search button").click();

        assertThat(page.locator("table.plain tbody tr").first()).containsText("+300 %");
        assertThat(page.locator(".panel-facts").first()).containsText("p95 +300 %");
    }

    @Test
    void curves_asATable_leadToTheFlows() {
        open(1440, PAYMENTS);
        page.locator("text=As a table").click();
        assertThat(page.locator("#parts tbody tr")).not().hasCount(0);
        assertThat(page.locator("#parts tbody tr").first()).containsText("400 ms");

        page.locator("#parts a").first().click();

        assertThat(page.locator("table.flows tbody tr")).not().hasCount(0);
    }

    @Test
    void failedShare_leadsToFailedFlowsAlone() {
        open(1440, PAYMENTS);

        page.locator(".panel-facts .bad").click();

        assertThat(page.locator("table.flows tbody tr")).hasCount(5);
        assertThat(page.getByLabel("Outcome")).hasValue("failed");
    }

    @Test
    void condition_thatNothingFits_saysSo() {
        open(390, "/latency?module=payments&endpoint=GET+/nothing");

        assertThat(page.locator(".empty")).containsText("Nothing ended there");
        assertNoSidewaysScroll();
        assertThat(page.locator(".panel").count()).isZero();
    }
}
