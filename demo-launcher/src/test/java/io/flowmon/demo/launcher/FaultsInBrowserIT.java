/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.flowmon.demo.launcher.flow.FlowCheck;
import io.flowmon.server.screen.BrowserTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the screens are for: from the overview, the cause of a planted fault is reached in at most three clicks. The pictures
 * of docs/demo.md are taken on the way, with {@code -Dflowmon.screenshots=true}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // what needs no rule first, while the rules start
class FaultsInBrowserIT extends BrowserTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PICTURES = ROOT.resolve("docs/screenshots");
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FLOW = Duration.ofMinutes(1);
    private static final int HEALTHY_ORDERS = 10;

    /** As long as the rules may take to start, and to see a message that is lost. */
    private static final IsVisibleOptions SOON = new IsVisibleOptions().setTimeout(60_000);

    /** Lost after seconds, as nobody wants to wait a minute; not slow for a machine that is busy otherwise. */
    private static final String SETTINGS = """
            flowmon.server:
              messages.lost-after: 5s
              rules.values:
                - {rule: lost-message, parameter: deadline, value: 5s}
                - {rule: slow-step, parameter: threshold, value: 800ms}
            """;

    @TempDir
    static Path data;

    private static Ports ports;
    private static Demo demo;

    FaultsInBrowserIT() {
        super(ports.server());
    }

    @BeforeAll
    static void plantFaults() throws Exception {
        ports = FreePorts.find();
        Files.createDirectories(data.resolve("server"));
        Files.writeString(data.resolve("server/application.yml"), SETTINGS);
        demo = new Demo(new DemoSettings(ROOT, Path.of("target/demo-it-faults").toAbsolutePath(), data, ports, START));
        demo.start();
        Orders orders = new Orders(ports);
        String healthy = "";
        for (int i = 0; i < HEALTHY_ORDERS; i++) {
            healthy = orders.send(2, 0.05);
        }
        orders.await(healthy, FlowCheck.ofOrder(healthy, 2), FLOW);
        orders.send(3, 0.05, Fault.SWALLOWED_MESSAGE);
        orders.send(3, 0.05, Fault.SLOW_MIDDLEEND);
        orders.send(3, 0.05, Fault.FAILING_BACKEND);
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Order(1)
    @ParameterizedTest
    @CsvSource({"1440, false", "390, false", "1440, true"})
    void failingBackend_fromTheOverview_isTheStepWithItsException(int width, boolean byKeyboard) {
        Visitor visitor = new Visitor(page, byKeyboard);
        open(width, "/overview");
        assertThat(page.locator("#tile-failed.is-bad")).isVisible(SOON);

        visitor.follow(page.locator("#tile-failed"));
        visitor.follow(page.locator("table.flows tbody a").first());

        Locator failure = page.locator(".failures li").first();
        assertThat(failure).containsText("backend takes from LIST app_queue");
        assertThat(failure).containsText("IllegalStateException: Message 3 was ordered to fail");
        assertThat(failure).isInViewport();
        assertThat(page.locator(".step.is-failed .fault")).containsText("Message 3 was ordered to fail");
        picture("fault-failing-backend", width, byKeyboard);
    }

    @Order(2)
    @ParameterizedTest
    @CsvSource({"1440, false", "390, false", "1440, true"})
    void slowMiddleEnd_fromTheOverview_isTheStepWhereTheTimeWent(int width, boolean byKeyboard) {
        Visitor visitor = new Visitor(page, byKeyboard);
        open(width, "/overview");
        Locator alert = page.locator(".changes li:has-text('Slow step'):has-text('frontend POST /messages')");
        assertThat(alert).isVisible(SOON);
        picture("fault-overview", width, byKeyboard);

        visitor.follow(alert.getByText("See a flow"));

        Locator most = page.locator(".times li").first();
        assertThat(most).containsText("middleend handles POST /endpoint2");
        assertThat(most).containsText("its own work");
        assertThat(most).isInViewport();
        assertThat(page.locator(".step:has-text('most of the time went here')"))
                .containsText("middleend handles POST /endpoint2");
        picture("fault-slow-middleend", width, byKeyboard);
    }

    @Order(3)
    @ParameterizedTest
    @CsvSource({"1440, false", "390, false", "1440, true"})
    void swallowedMessage_fromTheOverview_isLostAndCanBeSentAgain(int width, boolean byKeyboard) {
        Visitor visitor = new Visitor(page, byKeyboard);
        open(width, "/overview");
        Locator alert = page.locator(".changes li:has-text('Lost message'):has-text('LIST app_queue')");
        assertThat(alert).isVisible(SOON);

        visitor.follow(alert.getByText("See a flow"));
        assertThat(page.locator(".failures")).containsText("Nobody has received it");
        visitor.follow(page.locator("#lost-0"));

        assertThat(page.locator("h1")).hasText("LIST app_queue");
        assertThat(page.locator(".facts .badge")).hasText("lost");
        assertThat(page.locator("section[aria-label='Sent']")).containsText("middleend");
        assertThat(page.locator("section[aria-label='Received']")).containsText("Nobody");
        assertThat(page.locator(".payload .body")).containsText("\"index\"");
        assertThat(page.locator("form[action='/replays/plan'] button")).isInViewport();
        picture("fault-swallowed-message", width, byKeyboard);
    }

    private void picture(String name, int width, boolean byKeyboard) {
        if (Boolean.getBoolean("flowmon.screenshots") && !byKeyboard) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + (width < 760 ? "-narrow" : "") + ".png")));
        }
    }
}
