/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** How much a browser that has nothing yet takes over the wire for each page, as Chromium itself counts it, headers included. */
class TransferInBrowserTest extends SeededServerTest {

    private static final long KB = 1_024;
    private static final int ENOUGH_FOR_A_PAGE_OF_FLOWS = 60;

    private static boolean seeded;

    TransferInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @BeforeEach
    void seed() throws Exception {
        if (!seeded) {
            SeededEvents events = new SeededEvents();
            for (int i = 0; i < ENOUGH_FOR_A_PAGE_OF_FLOWS; i++) {
                events.flow("flow-" + i, Instant.now().minusSeconds(20 + i), 0.1, i % 9 == 0 ? "exception" : "ok");
            }
            send(events.json());
            seeded = true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/overview",
                "/flows",
                "/messages",
                "/advice",
                "/alerts",
                "/rules",
                "/contracts",
                "/contracts/draft?module=frontend&endpoint=POST+/orders",
                "/server",
                "/rejected",
                "/replays",
                "/audit",
                "/design"
            })
    void pageWithoutADrawing_isBelow200Kilobytes(String path) {
        assertThat(transferred(path)).as("bytes of " + path).isPositive().isLessThan(200 * KB);
    }

    /** What the libraries that draw cost, once: later visits have them. */
    @ParameterizedTest
    @CsvSource({"/flows/flow-1, 1000", "/topology, 400", "/latency, 500"})
    void pageWithADrawing_costsItsLibraryOnce(String path, long kilobytes) {
        assertThat(transferred(path)).as("bytes of " + path).isBetween(100 * KB, kilobytes * KB);
        assertThat(transferred(path)).as("bytes of " + path + " again").isLessThan(100 * KB);
    }

    @Test
    void scriptsAndStyles_areCompressed_andKeptForGood() throws Exception {
        open(1440, "/topology");
        List<?> addresses = (List<?>) page.evaluate(
                "[...document.querySelectorAll('script[src], link[href], img[src]')].map(one => one.src || one.href)");

        assertThat(addresses).hasSizeGreaterThan(4);
        for (Object address : addresses) {
            HttpResponse<Void> answer = get(String.valueOf(address));
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as("of " + address)
                    .contains("max-age=31536000, immutable");
            assertThat(answer.headers().firstValue("Content-Encoding").isPresent()
                            || answer.headers()
                                            .firstValueAsLong("Content-Length")
                                            .orElseThrow()
                                    <= 2 * KB)
                    .as(address + " is compressed unless it is small")
                    .isTrue();
        }
        assertThat(get(home + "/flows").headers().firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(get(home + "/api/flows").headers().firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(get(home + "/assets/css/flowmon.css").headers().firstValue("Cache-Control"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/css/flowmon-%s.css", "/assets/js/none-%s.js", "/webjars/none/none-%s.js"})
    void addressOfAnotherVersion_isNotFound_andNotKept(String address) throws Exception {
        HttpResponse<Void> answer = get(home + address.formatted("0123456789abcdef".repeat(2)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().allValues("Cache-Control")).noneMatch(kept -> kept.contains("max-age=31536000"));
    }

    /** Each link on a page is matched against these: what matches is looked for in every library, at each request. */
    @Test
    void onlyFiles_areLookedForAmongFiles(@Autowired ResourceUrlProvider addresses) {
        assertThat(addresses.getHandlerMap()).containsOnlyKeys("/assets/**", "/webjars/**");
    }

    private long transferred(String path) {
        AtomicLong bytes = new AtomicLong();
        CDPSession session = page.context().newCDPSession(page);
        session.on(
                "Network.loadingFinished",
                (JsonObject finished) -> bytes.addAndGet(
                        Math.round(finished.get("encodedDataLength").getAsDouble())));
        session.send("Network.enable");
        open(1440, path);
        page.waitForLoadState(LoadState.LOAD);
        session.detach();
        return bytes.get();
    }

    private static HttpResponse<Void> get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept-Encoding", "gzip")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
