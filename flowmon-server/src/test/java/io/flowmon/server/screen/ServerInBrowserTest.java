/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.InstanceReport;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The server's own state, and what it rejected, in a real browser. */
class ServerInBrowserTest extends SeededServerTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private final EventStore store;

    ServerInBrowserTest(@Autowired EventStore store, @LocalServerPort int port) {
        super(port);
        this.store = store;
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void senders_tellWhatTheyDropped(int width) {
        store.offer(heartbeat("orders", "orders_host_1", HeartbeatReport.State.UP, 0));
        store.offer(heartbeat("payments", "payments_host_1", HeartbeatReport.State.BYE, 128));
        store.offer(heartbeat("payments", "payments_" + HOSTILE, HeartbeatReport.State.UP, 0));

        open(width, "/overview");
        page.locator("nav >> text=Server").click();

        assertThat(page.locator(".senders tbody tr")).hasCount(3);
        assertThat(page.locator(".senders")).containsText("full 128");
        assertThat(page.locator(".senders")).containsText(HOSTILE);
        assertThat(page.locator("#tile-senders")).containsText("2 senders are up");
        assertThat(page.locator("#server")).containsText("io.flowmon.alerts");
        assertNoSidewaysScroll();
        assertAccessible();

        open(width, "/overview");
        page.locator("table.modules tr:has-text('payments') a[href*='/server']").click();
        assertThat(page.locator("#module-payments")).isInViewport();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void rejected_showsReasonAndFirstBytes(int width) throws Exception {
        send("[{\"module_type\":\"" + HOSTILE + "\"}]");

        open(width, "/server");
        page.locator("#to-rejected").click();

        assertThat(page.locator(".rejected tbody tr").first()).containsText("correlation_id is missing");
        assertThat(page.locator(".rejected tbody tr").first()).containsText(HOSTILE);
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @Test
    void rejected_olderOnes_areOnTheNextPage() throws Exception {
        send("[" + "{},".repeat(60) + "{}]");

        open(1440, "/rejected");
        assertThat(page.locator(".rejected tbody tr")).hasCount(50);
        page.locator("[rel=next]").click();

        assertThat(page.locator(".rejected tbody tr")).not().hasCount(50);
        page.locator("text=Back to the newest").click();
        assertThat(page.locator(".rejected tbody tr")).hasCount(50);
    }

    private static InstanceReport heartbeat(String module, String id, HeartbeatReport.State state, long dropped) {
        Instant now = Instant.now();
        return new InstanceReport(
                UUID.randomUUID(),
                new HeartbeatReport(module, id, state, now, 500, Map.of("full", dropped), null),
                now);
    }
}
