/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.ReferenceFlow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The screens in a real browser. What the console reports as an error, and any request to another host, fails. */
@SpringBootTest(
        classes = ScreensTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.problemdetails.enabled=true")
class ScreensInBrowserTest extends BrowserTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)> %%{init: {\"x\":1}}%% ; # end \u202E";

    private final InMemoryFlowStore store;

    ScreensInBrowserTest(@Autowired InMemoryFlowStore store, @LocalServerPort int port) {
        super(port);
        this.store = store;
    }

    @BeforeEach
    void fillStore() {
        store.clear();
        store.put(ReferenceFlow.of("five", Instant.now().minusSeconds(5), 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void flow_followedFromTheList_showsItsDiagramAndItsSteps(int width) {
        open(width, "/flows");

        page.getByText("POST /messages").click();

        Locator diagram = page.locator("#diagram svg");
        for (String participant : List.of("frontend", "middle-end", "LIST app_queue", "backend")) {
            assertThat(diagram).containsText(participant);
        }
        assertThat(page.locator("details.step")).hasCount(15);
        page.locator("details.step > summary").nth(1).click();
        assertThat(page.locator("details.step").nth(1)).containsText("Begin service call");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void list_empty_teachesWhatToAdd(int width) {
        store.clear();

        open(width, "/flows");

        assertThat(page.locator("#flows")).containsText("flowmon-spring-boot-starter");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @Test
    void list_newFlow_appearsByItself() {
        open(1440, "/flows");
        assertAccessible();

        store.put(ReferenceFlow.of("later", Instant.now(), 1));

        assertThat(page.locator("table.flows tbody tr")).hasCount(2);
    }

    @Test
    void search_filledIn_standsInTheAddress() {
        open(1440, "/flows");

        page.getByLabel("Text").fill("nothing like this");
        page.getByText("Search", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("#flows")).containsText("No flow matches");
        assertThat(URI.create(page.url()).getQuery()).isEqualTo("q=nothing+like+this&range=15m");
        assertThat(page.getByLabel("Text")).hasValue("nothing like this");
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void flow_hostileNames_areDrawnAndShownAsText(int width) {
        store.put(List.of(hostile(1, "sender", "Send message"), hostile(2, "receiver", "Received message")));

        open(width, "/flows/hostile");

        assertThat(page.locator("#diagram svg")).containsText("%%{init");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertNoSidewaysScroll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void flow_ofManySteps_isShownInParts_andLinksFindTheirStep(int width) {
        Instant start = Instant.now().minusSeconds(60);
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 1; i <= 450; i++) {
            EventBuilder event = new EventBuilder(
                            "many steps", i, start.plusMillis(i), "shop", "receiver", "End call", "GET /part/" + i)
                    .message("m" + i)
                    .closes(Duration.ofMillis(1), i == 430 ? "server_error" : "ok");
            events.add(event.build());
        }
        store.put(events);

        open(width, "/flows/many steps");
        assertThat(page.locator("details.step")).hasCount(200);
        assertThat(page.locator(".pager")).containsText("Steps 1–200 of 450");
        assertNoSidewaysScroll();
        assertAccessible();

        page.getByText("Later steps").click();
        assertThat(page.locator(".pager")).containsText("Steps 201–400 of 450");
        page.locator(".failures a").click();

        assertThat(page.locator("details.step:target")).containsText("GET /part/430");
        assertThat(page.locator("details.step")).hasCount(50);
        page.getByText("Earlier steps").click();
        assertThat(page.locator(".pager")).containsText("Steps 201–400 of 450");
    }

    private static StoredEvent hostile(int number, String role, String type) {
        return new EventBuilder("hostile", number, Instant.now(), HOSTILE, role, type, "LIST " + HOSTILE)
                .message("m")
                .params("{\"body\":\"<script>alert(1)</script>\"}")
                .error(HOSTILE, HOSTILE)
                .build();
    }
}
