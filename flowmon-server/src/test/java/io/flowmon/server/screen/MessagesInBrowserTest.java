/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.flowmon.core.event.Outcome;
import io.flowmon.server.replay.target.ReplayTarget;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.replay.target.ResendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The ledger of messages, and sending them again, in a real browser. */
@Import(MessagesInBrowserTest.Targets.class)
class MessagesInBrowserTest extends SeededServerTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    MessagesInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void failedMessage_isFoundPlannedSentAgainAndCompared(int width) throws Exception {
        UUID id = failed("LIST again-" + width, "{\"order\":4711}");

        open(width, "/messages?state=failed&destination=again-" + width);
        assertThat(page.locator(".messages tbody tr")).hasCount(1);
        assertNoSidewaysScroll();
        assertAccessible();
        page.locator(".messages tbody a").click();
        assertThat(page.locator("h1")).containsText("LIST again-" + width);
        assertThat(page.locator("main")).containsText("OutOfStock: none left " + HOSTILE);
        assertThat(page.locator(".body")).containsText("4711");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator("text=Send again…").click();
        assertThat(page.locator("#sendable")).hasText("1");
        assertNoSidewaysScroll();
        assertAccessible();
        page.locator("text=Send 1 message again").click();
        assertThat(page.locator("#sent")).hasText("1", new LocatorAssertions.HasTextOptions().setTimeout(15_000));
        assertThat(page.locator(".comparison")).containsText("failed");
        assertThat(page.locator(".comparison a .badge")).containsText("in the bus");
        assertNoSidewaysScroll();
        assertAccessible();

        open(width, "/replays");
        assertThat(page.locator("table tbody tr").first()).containsText("done");
        assertAccessible();
        open(width, "/messages/" + id);
        assertThat(page.locator(".facts")).containsText("sent again");
    }

    @Test
    void list_ofFailedMessages_isSentAgainByKeyboard() throws Exception {
        failed("LIST keyboard", "{\"order\":1}");
        failed("LIST keyboard", "{\"card\":\"***\"}");

        open(1440, "/messages?state=failed,lost&destination=keyboard");
        page.locator("text=Send these again…").press("Enter");
        assertThat(page.locator("#sendable")).hasText("1");
        assertThat(page.locator("main")).containsText("Its payload holds values that the service masked.");
        page.locator("text=Send 1 message again").press("Enter");

        assertThat(page.locator("main")).containsText("cannot be sent");
    }

    @Test
    void unknownMessage_isToldInWords() {
        APIResponse answer = page.request().get(home + "/messages/" + UUID.randomUUID());

        assertThat(answer).not().isOK();
        org.assertj.core.api.Assertions.assertThat(answer.text()).contains("No event is stored about this message");
    }

    private UUID failed(String endpoint, String body) throws Exception {
        UUID id = UUID.randomUUID();
        String common = "\"correlation_id\":\"flow-%s\",\"message_id\":\"%s\",\"endpoint\":\"%s\",\"timestamp\":\"%s\""
                .formatted(id, id, endpoint, Instant.now());
        send(
                "[{%s,\"module_type\":\"shop\",\"role\":\"sender\",\"message_type\":\"Send message\",\"outcome\":\"ok\",\"service_params\":{\"body\":%s,\"body_size\":%d}},"
                                .formatted(common, body, body.length())
                        + "{%s,\"module_type\":\"store\",\"role\":\"receiver\",\"message_type\":\"End processing\",\"outcome\":\"exception\",\"error\":{\"type\":\"OutOfStock\",\"message\":\"none left %s\"}}]"
                                .formatted(common, HOSTILE));
        return id;
    }

    /** Takes everything. */
    @TestConfiguration
    static class Targets {

        @Bean
        @Primary
        ReplayTargets everywhere() {
            return new ReplayTargets(List.of(new ReplayTarget() {
                @Override
                public boolean serves(String endpoint) {
                    return true;
                }

                @Override
                public @Nullable String refusal(Resend message) {
                    return null;
                }

                @Override
                public List<ResendOutcome> send(List<Resend> messages) {
                    return messages.stream()
                            .map(message -> new ResendOutcome(Outcome.OK, null, Duration.ofMillis(1)))
                            .toList();
                }
            }));
        }
    }
}
