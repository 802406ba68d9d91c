/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Contracts in a real browser: what they expect, in what flows deviated, and how to come by one. */
class ContractsInBrowserTest extends SeededServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ORDER = """
            name: Orders of the shop
            description: Whoever orders pays first.
            what-to-do: Look at payments first. <img src=x onerror=alert(1)>
            severity: critical
            settle: 1s
            starts-with: {module: frontend, endpoint: POST /orders}
            others: allowed
            steps:
              - module: orders
                endpoint: POST /orders
                steps:
                  - {module: payments, endpoint: POST /payments, takes: 150ms}
                  - {module: stock, endpoint: GET /stock, count: 1..3}
                  - {module: mailer, endpoint: LIST mails, optional: true, outcome: any}
            """;

    private static boolean seeded;

    ContractsInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(contracts());
        registry.add("flowmon.server.contracts.folder", () -> contracts().toString());
    }

    @BeforeEach
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        open(1440, "/contracts");
        assertThat(page.locator(".empty")).containsText("There is no contract yet");
        assertThat(page.locator(".empty")).containsText("starts-with: module: shop endpoint: POST /orders");
        assertAccessible();
        Files.writeString(contracts().resolve("orders.yaml"), ORDER);
        Files.writeString(contracts().resolve("broken.yaml"), "name: Broken\nsettel: 3s\n");
        await().atMost(PATIENCE).until(() -> shows("/contracts", ".contracts tbody tr"));
        send(new SeededEvents()
                .flow("slow", Instant.now().minusSeconds(3), 0.4, "ok")
                .flow("failed", Instant.now().minusSeconds(2), 0.05, "exception")
                .json());
        await().atMost(PATIENCE).until(() -> shows("/contracts/orders", ".deviating li >> nth=1"));
        seeded = true;
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void contracts_tellHowManyFlowsKeptThem_andInWhatOthersDidNot(int width, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        open(width, "/alerts");
        page.locator("main a[href='/contracts']").click();

        assertThat(page.locator("#contract-broken")).containsText("cannot be used");
        assertThat(page.locator("#contract-broken")).containsText("there is no \"settel\" in a contract");
        assertThat(page.locator("#contract-orders")).containsText("checks");
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator("#contract-orders .entry a").click();
        assertThat(page.locator("h1")).containsText("Orders of the shop");
        assertThat(page.locator("main")).containsText("<img src=x");
        assertThat(page.locator(".deviating"))
                .containsText("Expected POST /payments of payments to take at most 150 ms, took 400 ms.");
        assertThat(page.locator(".expected")).containsText("1–3 × GET /stock of stock");
        assertThat(page.locator(".expected")).containsText("may be left out");
        assertNoSidewaysScroll();
        assertAccessible();
        if (scheme == ColorScheme.LIGHT) {
            picture("contract", width);
        }
        page.locator(".deviating a[href='/flows/slow']").click();
        assertThat(page.locator("h1")).containsText("POST /orders");

        open(width, "/contracts/broken");
        assertThat(page.locator(".failures li").first()).containsText("broken.yaml:2:1");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, DARK"})
    void flow_leadsToADraftOfItsKind(int width, ColorScheme scheme) throws Exception {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        send(new SeededEvents()
                .call("kept-" + width, Instant.now(), "web", "shelf")
                .json());
        open(width, "/flows/kept-" + width);
        page.locator("text=Contract from flows like this").click();

        assertThat(page.locator("#draft")).containsText("endpoint: \"POST /shelf\"");
        assertThat(page.locator("main")).containsText("shelf-post-shelf.yaml");
        assertNoSidewaysScroll();
        assertAccessible();

        page.getByLabel("Endpoint of the first message").fill("GET /nothing");
        page.locator("button >> text=Show").click();
        assertThat(page.locator(".empty")).containsText("no flow began with GET /nothing of shelf");
        assertAccessible();

        open(width, "/flows/failed");
        page.locator("text=Contract from flows like this").click();
        assertThat(page.locator(".empty")).containsText("of 1 an alert of severity warning or critical tells");
    }

    private boolean shows(String path, String selector) {
        page.navigate(home + path);
        return page.locator(selector).count() > 0;
    }

    private static Path contracts() {
        return data.resolve("contracts");
    }
}
