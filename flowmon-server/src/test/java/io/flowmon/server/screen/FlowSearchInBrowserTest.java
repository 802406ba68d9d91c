/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The search of flows in a real browser, over a real store: the bars over time, and what it offers to narrow by. */
class FlowSearchInBrowserTest extends SeededServerTest {

    private static final Instant START = Instant.parse("2026-01-02T10:00:00Z");
    private static final String HOUR = "/flows?from=2026-01-02T10:00:00Z&to=2026-01-02T11:00:00Z&zone=UTC";
    private static final Pattern CHOSEN_TIME = Pattern.compile("/flows\\?.*\\.000Z.*");

    private static final Locator.GetByTextOptions EXACTLY = new Locator.GetByTextOptions().setExact(true);

    private static boolean seeded;

    FlowSearchInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    /** A flow a minute, of which every tenth fails, and three orders. */
    @BeforeEach
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        SeededEvents events = new SeededEvents();
        for (int minute = 0; minute < 60; minute++) {
            events.flow(
                    "flow-%02d".formatted(minute),
                    START.plusSeconds(60L * minute + 5),
                    0.1,
                    minute % 10 == 9 ? "exception" : "ok");
        }
        for (int i = 1; i <= 3; i++) {
            events.order(
                    "order-" + i,
                    START.plusSeconds(600L * i + 30),
                    "{}",
                    Map.of(),
                    Map.of("order_id", "471" + i, "{odd}/name", i < 3 ? "a&b" : "c"));
        }
        send(events.json());
        seeded = true;
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void histogram_draggedOver_choosesATime_andBackLeadsBack(int width) {
        open(width, HOUR);
        assertThat(page.locator(".histogram-total")).hasText("63 flows, 6 failed");
        assertThat(page.locator(".histogram-bars a")).hasCount(30);
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator("[data-brush]").scrollIntoViewIfNeeded();
        BoundingBox box = page.locator("[data-brush]").boundingBox();
        page.mouse().move(box.x + box.width * 0.51, box.y + 20);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.6, box.y + 90);
        page.mouse().move(box.x + box.width * 0.74, box.y + 40);
        assertThat(page.locator("#histogram-said")).containsText("flows: 17, failed: 1");
        page.mouse().up();

        page.waitForURL(CHOSEN_TIME);
        assertThat(query()).contains("from=2026-01-02T10:30:00.000Z", "to=2026-01-02T10:46:00.000Z");
        assertThat(page.locator("table.flows tbody tr")).hasCount(17);
        assertThat(page.locator(".histogram-total")).hasText("17 flows, 1 failed");
        assertNoSidewaysScroll();

        page.goBack();
        assertThat(page.locator(".histogram-total")).hasText("63 flows, 6 failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void histogram_byKeyboard_movesExtendsChoosesAndLetsGo(int width) {
        open(width, HOUR);
        Locator brush = page.locator("[data-brush]");
        brush.focus();

        page.keyboard().press("ArrowRight");
        assertThat(brush).hasAttribute("aria-valuetext", Pattern.compile("flows: 2, failed: 0"));
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(brush).hasAttribute("aria-valuetext", Pattern.compile("flows: 8, failed: 1"));
        assertThat(brush).hasAttribute("aria-valuenow", "4");
        page.keyboard().press("Escape");
        assertThat(page.locator(".brush-range")).isHidden();
        assertThat(page.locator("#histogram-said")).containsText("Drag over the bars");

        page.keyboard().press("End");
        page.keyboard().press("Shift+PageDown");
        assertThat(brush).hasAttribute("aria-valuetext", Pattern.compile("flows: 22, failed: 3"));
        page.keyboard().press("Enter");

        page.waitForURL(CHOSEN_TIME);
        assertThat(query()).contains("from=2026-01-02T10:38:00.000Z", "to=2026-01-02T11:00:00.000Z");
        assertThat(page.locator(".histogram-total")).hasText("22 flows, 3 failed");
        assertThat(page.locator("[data-brush]")).isFocused();
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator("text=Drop this time").click();
        assertThat(page).not().hasURL(Pattern.compile("from="));
    }

    @Test
    void histogram_byFinger_choosesATime() {
        try (var context = page.context()
                .browser()
                .newContext(new Browser.NewContextOptions().setHasTouch(true).setViewportSize(390, 900))) {
            Page phone = context.newPage();
            phone.navigate(home + HOUR);
            phone.locator("[data-brush]").scrollIntoViewIfNeeded();
            BoundingBox box = phone.locator("[data-brush]").boundingBox();

            phone.touchscreen().tap(box.x + box.width * 0.99, box.y + 40);

            phone.waitForURL(CHOSEN_TIME);
            assertThat(phone.locator(".histogram-total")).hasText("2 flows, 1 failed");
        }
    }

    @Test
    void histogram_withoutScripts_leadsToThePartOfTheTime() {
        try (var context =
                page.context().browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page plain = context.newPage();
            plain.navigate(home + HOUR);

            plain.locator(".histogram-bars a").last().click();

            assertThat(plain.locator(".histogram-total")).hasText("2 flows, 1 failed");
            assertThat(plain.locator("table.flows tbody tr")).hasCount(2);
            plain.getByText("Show what to narrow by").click();
            assertThat(plain.locator(".facet")).hasCount(3);
        }
    }

    @Test
    void histogram_live_keepsItselfFresh() throws Exception {
        open(1440, "/flows?module=late");
        assertThat(page.locator(".histogram-total")).hasText("No flow");

        send(new SeededEvents()
                .ended("late", Instant.now().minusSeconds(30), "late", "GET /late", 0.1)
                .json());

        assertThat(page.locator(".histogram-total"))
                .hasText("1 flow", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        assertThat(page.locator(".histogram-bars a[tabindex='-1']")).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void facets_tellHowManyFlowsHaveEach_andNarrowTheList(int width) {
        open(width, HOUR);
        Locator facets = page.locator("#facets");
        assertThat(facets.locator(".facet").nth(0))
                .containsText(Pattern.compile("frontend 60.*orders 60.*shop 3", Pattern.DOTALL));
        assertThat(facets.locator(".facet").nth(2)).containsText(Pattern.compile("ok 57.*exception 6", Pattern.DOTALL));
        assertNoSidewaysScroll();
        assertAccessible();

        facets.getByText("payments", EXACTLY).click();
        assertThat(page.locator("table.flows tbody tr")).hasCount(50);
        assertThat(facets.locator(".facet").nth(1)).not().containsText("LIST mails");
        facets.getByText("exception", EXACTLY).click();
        assertThat(page.locator("table.flows tbody tr")).hasCount(6);
        assertThat(query()).contains("module=payments", "outcome=exception", "from=2026-01-02T10:00:00Z");
        assertThat(page.locator("#facets .chosen")).hasCount(2);
        page.locator("#facets .chosen").first().click();
        assertThat(page).not().hasURL(Pattern.compile("module="));
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void businessKeys_areOffered_andStandInTheAddressAsTheInterfaceHasThem(int width) {
        open(width, HOUR + "&module=shop");
        page.locator("#facets").getByText("{odd}/name").click();
        assertThat(page.getByLabel("Business key")).hasValue("{odd}/name");
        assertThat(page.getByLabel("has the value")).isFocused();
        page.keyboard().type("a&b");
        page.keyboard().press("Enter");

        assertThat(page.locator("table.flows tbody tr")).hasCount(2);
        assertThat(query()).contains("key.{odd}/name=a%26b", "module=shop").doesNotContain("key_name");
        page.getByLabel("Business key").fill("order_id");
        page.getByLabel("has the value").fill("4712");
        page.keyboard().press("Enter");

        assertThat(page.locator("table.flows tbody tr")).hasCount(1);
        assertThat(query()).contains("key.order_id=4712", "key.{odd}/name=a%26b");
        assertThat(page.locator(".histogram-total")).hasText("1 flow");
        assertNoSidewaysScroll();
        assertAccessible();
        assertThat(page.locator(".data a").first()).hasAttribute("href", Pattern.compile("key\\.order_id=4712"));

        page.getByLabel("{odd}/name").fill("");
        page.keyboard().press("Enter");
        assertThat(page).not().hasURL(Pattern.compile("odd"));
        assertThat(page.locator("table.flows tbody tr")).hasCount(1);
    }

    @Test
    void interface_countsWhatThePageShows() {
        String hour = "from=2026-01-02T10:00:00Z&to=2026-01-02T11:00:00Z";

        assertThat(answer("/api/flows/counts?buckets=2&outcome=failed&" + hour))
                .isEqualTo("{\"buckets\":[{\"from\":\"2026-01-02T10:00:00Z\",\"to\":\"2026-01-02T10:30:00Z\","
                        + "\"count\":3,\"failed\":3,\"recorded\":3},{\"from\":\"2026-01-02T10:30:00Z\","
                        + "\"to\":\"2026-01-02T11:00:00Z\",\"count\":3,\"failed\":3,\"recorded\":3}]}");
        assertThat(answer("/api/flows/facets?limit=1&key.order_id=4711&" + hour))
                .isEqualTo("{\"modules\":{\"values\":[{\"value\":\"shop\",\"flows\":1}],\"omitted\":0},"
                        + "\"endpoints\":{\"values\":[{\"value\":\"POST /orders\",\"flows\":1}],\"omitted\":0},"
                        + "\"outcomes\":{\"values\":[{\"value\":\"ok\",\"flows\":1}],\"omitted\":0},"
                        + "\"business_keys\":{\"values\":[{\"value\":\"order_id\",\"flows\":1}],\"omitted\":1}}");
        assertThat(answer("/api/flows/counts?buckets=0&" + hour)).contains("buckets must be a number from 1 to 1000");
        assertThat(answer("/api/flows/facets?cursor=x&" + hour)).contains("There is no parameter cursor here");
    }

    private String answer(String path) {
        return page.request().get(home + path).text();
    }

    /** With names and values decoded but for what would end them. */
    private String query() {
        String raw = URI.create(page.url()).getRawQuery();
        return URLDecoder.decode(raw.replace("%26", "%2526"), StandardCharsets.UTF_8);
    }
}
