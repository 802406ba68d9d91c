/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A page in a real browser, which fails the test if it complains, opens a dialog, or asks another host. For the tests of
 * other modules too.
 */
@ExtendWith(BrowserResolver.class)
public abstract class BrowserTest {

    private static final Path PICTURES = Path.of("..", "docs", "screenshots");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    protected final String home;
    protected Page page;
    private final List<String> complaints = new ArrayList<>();

    protected BrowserTest(int port) {
        this.home = "http://localhost:" + port;
    }

    @BeforeAll
    static void find() {
        Browsers.required();
    }

    @BeforeEach
    void openPage(Browser browser) {
        page = browser.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(complaints::add);
        page.onDialog(this::asked);
        page.onRequest(this::requested);
    }

    @AfterEach
    void noComplaints() {
        page.close();
        assertThat(complaints).isEmpty();
    }

    protected final void open(int width, String path) {
        page.setViewportSize(width, 900);
        page.navigate(home + path);
    }

    /** As one who reads French; before the page is opened. */
    final void inFrench() {
        page.setExtraHTTPHeaders(Map.of("Accept-Language", "fr-CA, en;q=0.5"));
    }

    protected final void assertNoSidewaysScroll() {
        Object beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(beyond).isEqualTo(0);
    }

    /** Takes a picture for the documentation, when it is asked for. */
    final void picture(String name, int width) {
        if (Boolean.getBoolean("flowmon.screenshots")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + (width < 760 ? "-narrow" : "") + ".png")));
        }
    }

    /** Nothing that axe-core calls serious or critical. */
    protected final void assertAccessible() {
        AxeRunOptions violationsAlone = new AxeRunOptions(); // what passes is described at length otherwise
        violationsAlone.setResultTypes(List.of("violations"));
        List<String> findings = new AxeBuilder(page)
                .options(violationsAlone).setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + " at " + node.getTarget()))
                        .toList();
        assertThat(findings).isEmpty();
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.text());
        }
    }

    private void asked(Dialog dialog) {
        complaints.add("a script ran: " + dialog.message());
        dialog.dismiss();
    }

    private void requested(Request request) {
        if (!request.url().startsWith(home) && !request.url().startsWith("data:")) {
            complaints.add("request to " + request.url());
        }
    }
}
