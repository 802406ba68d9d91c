/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a test cannot cause is refused with the reason. */
class TestClassRefusalsTests extends TestClassFixture {

    @Test
    void neitherCallsNorMessages_isRefused() {
        events.add(event(0, "shop", "internal", "Begin scheduled task", "SCHEDULED Tidy.run")
                .action("t")
                .build());
        assertThatRefusalOf(null).isEqualTo("It has neither calls nor messages: nothing that a test could send.");
    }

    @Test
    void scheduledTask_isRefused_andTheServicesBehindItAreOffered() {
        healthyOrder("ok");
        events.add(event(-5, "shop", "internal", "Begin scheduled task", "SCHEDULED Tidy.run")
                .action("u")
                .build());
        assertThatRefusalOf(null)
                .isEqualTo("It begins with SCHEDULED Tidy.run in shop, which a test cannot cause from outside. Of what"
                        + " followed, a test can be made for each service alone: add ?module=, one of shop, worker.");
    }

    @Test
    void callThatNoServiceReceived_isRefused() {
        events.add(event(5, "shop", "sender", "End service call", "GET example.org")
                .message("m")
                .action("a")
                .closes(Duration.ofMillis(5), "ok")
                .build());
        assertThatRefusalOf(null)
                .isEqualTo(
                        "It begins with the call GET example.org, which no service of flowmon's received; a test cannot"
                                + " know who would.");
        assertThatRefusalOf("shop").isEqualTo("shop received nothing in this flow: nothing that a test could send it.");
    }

    @Test
    void callWithoutPath_isRefused() {
        events.add(request("GET /a", "{}").build());
        assertThatRefusalOf(null).isEqualTo("It begins with GET /a, whose path was not recorded.");
    }

    @Test
    void methodThatTheClientCannotSend_isRefused() {
        events.add(request("_OTHER /a", "{\"path\":\"/a\"}").build());
        assertThatRefusalOf(null)
                .isEqualTo("It begins with _OTHER /a, which is no HTTP request that the JDK's client can send.");
    }

    @Test
    void topic_isRefused() {
        events.add(event(0, "shop", "sender", "Send message", "TOPIC orders")
                .message("m")
                .action("a")
                .params("{\"body\":1}")
                .closes(Duration.ofMillis(1), "ok")
                .build());
        assertThatRefusalOf(null)
                .isEqualTo(
                        "It begins with TOPIC orders; a test can be made of flows that begin with an HTTP request, or with"
                                + " a Redis list, channel or stream.");
    }

    @Test
    void messageWithoutBody_isRefused() {
        events.add(event(0, "shop", "sender", "Send message", "LIST orders")
                .message("m")
                .action("a")
                .params("{\"body_size\":10}")
                .closes(Duration.ofMillis(1), "ok")
                .build());
        assertThatRefusalOf(null)
                .isEqualTo(
                        "It begins with LIST orders, and what was in the message was not recorded: it is not text, or"
                                + " bodies are switched off.");
    }

    private AbstractStringAssert<?> assertThatRefusalOf(@Nullable String module) {
        return assertThatExceptionOfType(NotExportableException.class)
                .isThrownBy(() -> TestClass.of(flow(), module, null))
                .extracting(refusal -> refusal.getBody().getDetail(), InstanceOfAssertFactories.STRING);
    }
}
