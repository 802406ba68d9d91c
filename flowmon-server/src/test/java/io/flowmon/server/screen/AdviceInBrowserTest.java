/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.flowmon.server.advice.SimulatedLoad;
import io.flowmon.server.advice.queueing.QueueSimulation;
import io.flowmon.server.advice.queueing.Times;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The advice page in a real browser, over a queue that is simulated and stored. */
class AdviceInBrowserTest extends SeededServerTest {

    private static final int CUSTOMERS = 4_000;
    private static final double SERVICE = 0.08;

    private static boolean seeded;

    private final EventStore store;

    AdviceInBrowserTest(@Autowired EventStore store, @LocalServerPort int port) {
        super(port);
        this.store = store;
    }

    @BeforeEach
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        QueueSimulation queue =
                new QueueSimulation(Times.exponential(), SERVICE / (3 * 0.75), Times.exponential(), SERVICE, 3);
        Instant start = Instant.now().minus(Duration.ofMinutes(20));
        store(new SimulatedLoad(queue, 3, start, 7, CUSTOMERS).takenAtOnce("worker", "LIST jobs"));
        QueueSimulation rare = new QueueSimulation(Times.exponential(), 20, Times.exponential(), SERVICE, 1);
        store(new SimulatedLoad(rare, 1, start, 7, 20).calls("worker", "worker_0", "GET /status/<b>{id}"));
        seeded = true;
    }

    private void store(List<io.flowmon.server.event.IncomingEvent> events) throws Exception {
        store.offer(new EventBatch(Instant.now(), "test", events, List.of(), null, null, 100L * events.size()))
                .orElseThrow()
                .get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void advice_isReachedFromTheTop_andShowsItsNumbers(int width) {
        open(width, "/flows");
        page.locator("nav >> text=Advice").click();

        assertThat(page.locator("h1")).hasText("Advice");
        assertThat(page.locator(".stations tbody tr")).hasCount(3);
        assertThat(page.locator(".kinds > li").first()).containsText("Bounded by");
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator(".stations a", new Page.LocatorOptions().setHasText("LIST jobs"))
                .click();
        Locator card = page.locator(".advice");
        assertThat(card).hasCount(1);
        assertThat(card.locator(".badge")).hasText("add instances");
        assertThat(card.locator(".advice-text"))
                .hasText(Pattern.compile("[2-9] instances hold the target. There is 1."));
        assertThat(card.locator(".forecast tbody tr")).hasCount(4);
        assertThat(card.locator(".forecast tbody tr").first().locator(".bad")).hasCount(1);
        card.locator("summary", new Locator.LocatorOptions().setHasText("The one instance"))
                .click();
        assertThat(card.locator("details[open] tbody tr")).containsText("worker_0");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void numbers_byKeyboard_leadToTheFlowsBehindThem(int width) {
        open(width, "/advice?module=worker&endpoint=LIST+jobs");
        page.locator(".alert-flows .chip").first().press("Enter");
        page.waitForURL(Pattern.compile("/flows/flow-\\d+"));
        assertThat(page.locator("main")).containsText("flow-");

        open(width, "/advice?module=worker&endpoint=LIST+jobs");
        page.locator(".alert-facts a").first().press("Enter");
        page.waitForURL(Pattern.compile("/flows\\?module=worker&endpoint=LIST"));
        assertThat(page.locator("table.flows tbody tr")).not().hasCount(0);
    }

    @Test
    void tooFewActions_areSaidToTellNothing() {
        open(390, "/advice?module=worker&endpoint=" + "GET+/status/%3Cb%3E%7Bid%7D");
        assertThat(page.locator(".advice .badge")).hasText("cannot tell");
        assertThat(page.locator(".advice-text")).containsText("at least 50 actions are needed");
        assertThat(page.locator("main b")).hasCount(0);
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void french_isSpokenInEverySentence_withTimesOfTheViewer(int width) {
        inFrench();
        open(width, "/advice?module=worker");

        assertThat(page.locator("main [lang]")).hasCount(0);
        assertThat(page.locator(".advice").first()).containsText("l’objectif");
        assertThat(page.locator(".advice").filter(new Locator.FilterOptions().setHasText("LIST jobs")))
                .containsText("disent le travail qui arrive");
        assertThat(page.locator("main")).containsText("Aucune instance n’est gardée en réserve");
        Locator span = page.locator(".bullets li", new Page.LocatorOptions().setHasText("La charge est celle de"))
                .first();
        assertThat(span.locator("time[data-local]")).hasCount(2);
        assertThat(span).not().containsText(Pattern.compile("\\dT\\d|UTC"));
        assertThat(page.locator(".stations")).containsText(Pattern.compile("\\d,\\d"));
        assertThat(page.locator("main")).not().containsText(Pattern.compile("\\d\\.\\d"));
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @Test
    void kindOfFewFlows_isJudgedAsLittleAsItsCard() {
        open(1440, "/advice");
        Locator rare = page.locator(".kinds > li", new Page.LocatorOptions().setHasText("GET /status"));

        assertThat(rare).containsText("; one more step cannot be told");
        assertThat(rare.locator(".badge")).hasText("cannot tell");
        assertThat(rare).containsText("at least 50 actions are needed");
        rare.locator("summary").click();
        Locator step = rare.locator("tbody tr", new Locator.LocatorOptions().setHasText("GET /status"));
        assertThat(step.locator("td").nth(1)).hasText("–");
        assertThat(step.locator("td").last()).hasText("cannot tell");
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void timeWithoutWork_teachesWhatItTakes(int width) {
        open(width, "/advice?from=2026-01-01T10:00:00Z&to=2026-01-01T11:00:00Z");
        assertThat(page.locator(".empty")).containsText("At least 50 actions");
        assertThat(page.locator(".teach")).isVisible();
        assertNoSidewaysScroll();
        assertAccessible();
    }
}
