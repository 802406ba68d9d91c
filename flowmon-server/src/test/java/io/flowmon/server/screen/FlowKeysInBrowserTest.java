/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Flows without a mouse, and a call copied as a command, in a real browser. */
class FlowKeysInBrowserTest extends SeededServerTest {

    private static final Instant START = Instant.parse("2026-01-02T10:00:00Z");
    private static final String HOUR = "/flows?from=2026-01-02T10:00:00Z&to=2026-01-02T11:00:00Z";

    private static boolean seeded;

    FlowKeysInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @BeforeEach
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        send(new SeededEvents()
                .flow("first", START, 0.1, "ok")
                .flow("second", START.plusSeconds(60), 0.1, "ok")
                .order(
                        "order",
                        START.plusSeconds(120),
                        "{\"path\":\"/orders\",\"body\":{\"note\":\"it's !\",\"card\":\"***\"},\"body_size\":30}",
                        Map.of("Authorization", "***"),
                        Map.of())
                .order("no-path", START.plusSeconds(180), "{}", Map.of(), Map.of())
                .json());
        seeded = true;
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void list_byKeyboard_isWalkedAndOpened(int width) {
        open(width, HOUR);
        Locator rows = page.locator("table.flows .entry a");

        page.keyboard().press("j");
        assertThat(rows.nth(0)).isFocused();
        page.keyboard().press("j");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("k");
        page.keyboard().press("ArrowDown");
        assertThat(rows.nth(2)).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("#correlation-id")).hasText("second");
    }

    @Test
    void keys_whileTyping_areText() {
        open(1440, HOUR);

        page.keyboard().press("/");
        assertThat(page.getByLabel("Text")).isFocused();
        page.keyboard().type("j/k?");

        assertThat(page.getByLabel("Text")).hasValue("j/k?");
        assertThat(page.locator("dialog[open]")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void dialog_tellsTheKeys_andTurnsThemOffForGood(int width) {
        open(width, HOUR);
        page.keyboard().press("?");
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).containsText("open the flow");
        assertNoSidewaysScroll();
        assertAccessible();
        dialog.locator("[data-keys-on]").uncheck();
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);

        page.reload();
        page.keyboard().press("?");
        page.keyboard().press("j");
        assertThat(dialog).hasCount(0);
        assertThat(page.locator("table.flows a:focus")).hasCount(0);
        page.locator("table.flows .entry a").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("table.flows .entry a").nth(1)).isFocused();

        page.locator("[data-keys-open]").click();
        assertThat(dialog.locator("[data-keys-on]")).not().isChecked();
        dialog.locator("[data-keys-on]").check();
        dialog.locator("button").click();
        page.keyboard().press("j");
        assertThat(page.locator("table.flows a:focus")).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void flow_byKeyboard_isWalkedOpenedAndLeftForTheSearch(int width) {
        open(width, "/flows/first");
        Locator steps = page.locator("details.step");

        page.keyboard().press("j");
        page.keyboard().press("ArrowDown");
        assertThat(steps.nth(1).locator("> summary")).isFocused();
        page.keyboard().press("Enter");
        assertThat(steps.nth(1)).hasAttribute("open", "");
        page.keyboard().press("k");
        assertThat(steps.nth(0).locator("> summary")).isFocused();
        page.keyboard().press("/");

        page.waitForURL(Pattern.compile("/flows#q"));
        assertThat(page.getByLabel("Text")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void call_isCopiedAsACommand_thatTellsWhatIsMissing(int width) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        open(width, "/flows/order");
        Locator step = page.locator("details.step");
        step.locator("> summary").click();
        assertThat(step.locator(".curl-remarks")).containsText("header Authorization, body.card");
        assertThat(step.locator(".curl-remarks")).containsText("set FLOWMON_TARGET");
        step.getByText("Copy as cURL").click();
        assertThat(step.getByText("Copied")).isVisible();

        assertThat((String) page.evaluate("navigator.clipboard.readText()")).isEqualTo("""
                        curl --globoff --path-as-is -X POST "${FLOWMON_TARGET:?where to, such as http://localhost:8080}"'/orders' \\
                          -H 'Authorization: '"${MASKED_1:?this value was masked}" \\
                          -H 'Content-Type:' \\
                          --data-raw '{"note":"it'\\''s !","card":"'"${MASKED_2:?this value was masked}"'"}'""");
        step.locator(".curl summary").click();
        assertNoSidewaysScroll();
        assertAccessible();
        String plain = page.getByText("As a text of its own").getAttribute("href");
        assertThat(page.request().get(home + plain).text()).startsWith("curl --globoff");
    }

    @Test
    void callWithoutItsPath_saysWhyThereIsNoCommand() {
        open(1440, "/flows/no-path");
        page.locator("details.step > summary").click();

        assertThat(page.locator(".curl-remarks")).containsText("the path was not recorded");
        assertThat(page.getByText("Copy as cURL")).hasCount(0);
    }
}
