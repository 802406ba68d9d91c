/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import io.flowmon.server.store.AlertStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The screens over a million events from a day, by mouse and by keyboard, on a laptop and on a telephone. Payments fails once
 * in a hundred flows, and takes ten times as long in the last ten minutes.
 */
class MillionEventsInBrowserIT extends SeededServerTest {

    private static final Logger log = LoggerFactory.getLogger(MillionEventsInBrowserIT.class);

    private static final int EVENTS_A_FLOW = 9;
    private static final int FLOWS = 1_000_000 / EVENTS_A_FLOW + 1;
    private static final int FLOWS_A_REQUEST = 400;
    private static final Duration DAY = Duration.ofHours(23);
    private static final Duration FAULT = Duration.ofMinutes(10);
    private static final int MODULES = 200;
    private static final int CALLS = 2_500;

    private static boolean filled;

    private final AlertStore alerts;

    MillionEventsInBrowserIT(@Autowired AlertStore alerts, @LocalServerPort int port) {
        super(port);
        this.alerts = alerts;
    }

    @BeforeEach
    void fill() throws Exception {
        if (filled) {
            return;
        }
        filled = true;
        Random random = new Random(42);
        Instant end = Instant.now();
        Instant begin = end.minus(DAY);
        for (int first = 0; first < FLOWS; first += FLOWS_A_REQUEST) {
            SeededEvents events = new SeededEvents();
            for (int i = first; i < Math.min(FLOWS, first + FLOWS_A_REQUEST); i++) {
                Instant start = begin.plusNanos(DAY.toNanos() / FLOWS * i);
                double pay = 0.02 - 0.03 * Math.log(1 - random.nextDouble());
                boolean slow = start.isAfter(end.minus(FAULT));
                events.flow("flow-" + i, start, slow ? 10 * pay : pay, i % 100 == 0 ? "exception" : "ok");
            }
            send(events.json());
        }
        SeededEvents wide = new SeededEvents();
        for (int i = 0; i < CALLS; i++) {
            wide.call(
                    "wide", end.minusSeconds(60).plusMillis(i), "service-" + i % MODULES, "service-" + i * 7 % MODULES);
        }
        send(wide.json());
        alerts.keep(SeededAlert.slowStep("flow-" + (FLOWS - 5)));
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                        "/overview",
                        "/flows?range=24h",
                        "/flows?range=24h&outcome=failed",
                        "/flows/flow-100",
                        "/flows/flow-100/difference",
                        "/topology?range=24h",
                        "/latency?range=24h",
                        "/latency?range=24h&module=payments&endpoint=POST+/payments",
                        "/messages?range=24h",
                        "/messages?range=24h&state=failed",
                        "/advice",
                        "/alerts",
                        "/server",
                        "/rejected",
                        "/replays",
                        "/audit")
                .flatMap(path -> Stream.of(Arguments.of(path, 1440), Arguments.of(path, 390)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_isWhole(String path, int width) {
        open(width, path);

        assertThat(page.locator("h1").first()).isVisible();
        assertThat(page.locator(".problems li")).hasCount(0);
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @CsvSource({"1440, MOUSE", "1440, KEYBOARD", "390, MOUSE", "390, KEYBOARD"})
    void fault_isReachedFromTheOverview(int width, Hand hand) {
        open(width, "/overview");
        hand.follow(page, page.locator("#alert-" + SeededAlert.ID));
        assertThat(page.locator("h1")).containsText("Slow step");

        hand.follow(page, page.locator("main a[href*='/flows/flow-']").first());

        assertThat(page.locator("#diagram svg")).containsText("payments");
        assertThat(page.locator("details.step")).hasCount(EVENTS_A_FLOW - 1);
    }

    @ParameterizedTest
    @CsvSource({"1440, MOUSE", "1440, KEYBOARD", "390, MOUSE", "390, KEYBOARD"})
    void failedFlow_isFoundByItsText_andComparedWithAHealthyOne(int width, Hand hand) {
        open(width, "/flows?range=24h");
        hand.fill(page, page.getByLabel("Text"), "flow-77700");
        page.keyboard().press("Enter");
        assertThat(page.locator("table.flows tbody tr")).hasCount(1);

        hand.follow(page, page.locator("table.flows tbody tr a").first());
        assertThat(page.locator(".failures")).containsText("payments");
        hand.follow(page, page.locator("a[href$='/difference']").first());

        assertThat(page.locator("main")).containsText("exception");
    }

    @ParameterizedTest
    @CsvSource({"1440, MOUSE", "1440, KEYBOARD", "390, MOUSE", "390, KEYBOARD"})
    void connection_leadsToItsFailedFlows(int width, Hand hand) {
        open(width, "/topology?range=24h");
        assertThat(page.locator("#topology[data-drawn]")).isVisible();

        hand.follow(
                page, page.locator("#connections tr:has-text('payments') a.bad").first());

        page.waitForURL(Pattern.compile("/flows.*outcome=failed"));
        assertThat(page.locator("table.flows tbody tr.tone-bad")).hasCount(50);
    }

    @ParameterizedTest
    @CsvSource({"1440, MOUSE", "1440, KEYBOARD", "390, MOUSE", "390, KEYBOARD"})
    void slowCell_leadsToTheFlowsBehindIt(int width, Hand hand) {
        open(width, "/latency?range=24h&module=payments&endpoint=POST+/payments");
        assertThat(page.locator("[data-drawn]")).isVisible();

        Locator cell =
                hand == Hand.MOUSE ? page.locator(".heat-cells a").last() : page.locator(".heat-cells a[tabindex='0']");
        hand.follow(page, cell);

        page.waitForURL(Pattern.compile("/flows"));
        assertThat(page.locator("table.flows tbody tr")).not().hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"1440, MOUSE", "1440, KEYBOARD", "390, MOUSE", "390, KEYBOARD"})
    void message_isFollowedFromTheLedgerToItsFlow(int width, Hand hand) {
        open(width, "/messages?range=24h&destination=mails");
        hand.follow(page, page.locator(".messages tbody a").first());
        assertThat(page.locator("h1")).containsText("LIST mails");

        hand.follow(page, page.locator("main a[href*='/flows/']").first());

        assertThat(page.locator("#diagram svg")).containsText("LIST mails");
    }

    @ParameterizedTest
    @CsvSource({"1440", "390"})
    void flowOfThousandsOfEventsThroughHundredsOfModules_isFoldedAndDrawn(int width) {
        long begin = System.nanoTime();
        open(width, "/flows/wide");
        page.locator("#diagram svg").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        drawn("a flow of 5,000 events", begin);
        assertThat(page.locator("main")).containsText("service-");
        assertNoSidewaysScroll();
        assertAccessible();

        begin = System.nanoTime();
        open(width, "/topology?range=1h");
        page.locator("#topology[data-drawn]").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        drawn("a system of 200 modules", begin);
        page.locator("#unfold").click();
        assertThat(page.locator("#topology")).hasAttribute("data-drawn", Pattern.compile("20\\d"));
        assertNoSidewaysScroll();
    }

    @ParameterizedTest
    @CsvSource({"1440", "390"})
    void failedFlows_areSavedAsATable(int width) throws IOException {
        open(width, "/flows?range=24h&outcome=failed");

        Download file = page.waitForDownload(
                () -> page.locator("a:has-text('CSV')").first().click());

        org.assertj.core.api.Assertions.assertThat(Files.readAllLines(file.path()))
                .hasSize(FLOWS / 100 + 2);
    }

    private static void drawn(String what, long begin) {
        log.info("{}: drawn after {} ms", what, (System.nanoTime() - begin) / 1_000_000);
    }
}
