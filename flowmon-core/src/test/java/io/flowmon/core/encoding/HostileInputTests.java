/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static io.flowmon.core.encoding.EncodedEvents.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Headers;
import io.flowmon.core.event.ServiceParams;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may send. The limits are for hangs: each case takes milliseconds when its time is linear. */
class HostileInputTests {

    private static final int LARGE = 1_000_000;
    private static final Duration HANG = Duration.ofSeconds(30);

    private final EncodedEvents events = EncodedEvents.withDefaults();

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void encode_deepJson_isMaskedWhole(String level) {
        String closing = level.equals("[") ? "]" : "}";
        String json = level.repeat(10_000) + "1" + closing.repeat(10_000);

        assertThat(events.params(body(json, "application/json")).get("body").stringValue())
                .isEqualTo("***");
    }

    @Test
    void encode_deepJsonUnderMaskedName_isMaskedWhole() {
        String json = "{\"token\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(events.params(body(json, "application/json")).get("body").stringValue())
                .isEqualTo("***");
    }

    @Test
    void encode_deepXml_isMaskedWhole() {
        String xml = "<a>".repeat(10_000) + "</a>".repeat(10_000);

        assertThat(events.params(body(xml, "text/xml")).get("body").stringValue())
                .isEqualTo("***");
    }

    @Test
    void encode_xmlWithEntities_isMaskedWhole() {
        String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"z\">]><a>&x;&y;</a>";

        assertThat(events.params(body(xml, "text/xml")).get("body").stringValue())
                .isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "1e"})
    void encode_hugeNumber_isMaskedOrCopiedButNotComputed(String start) {
        String json = "[" + start + "9".repeat(100_000) + "]";

        Assertions.assertTimeoutPreemptively(HANG, () -> assertThat(events.params(body(json, "application/json"))
                        .get("body")
                        .stringValue())
                .isEqualTo("***"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e99999999999999999999",
                "4.111111111111e-99999",
                "1.111111111e-9999999",
                "1.1111111e-600000000",
                "1.1111111e-2147483647",
                "0.000000000000000000000e-9"
            })
    void encode_hugeExponents_areCopiedAsText(String number) {
        String json = "[" + (number + ",").repeat(8 * 1024 / number.length()) + "1]";

        Assertions.assertTimeoutPreemptively(HANG, () -> assertThat(events.text(EncodedEvents.event()
                        .serviceParams(ServiceParams.ofBody(body(json, "application/json")))
                        .build()))
                .contains(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJa.",
                "4",
                "4111 ",
                "4111-",
                "DE89",
                "DE89 ",
                "bearer ",
                "basic ",
                "basic YTpi",
                "password",
                "password=",
                "=",
                ":",
                "\"",
                "\\\"",
                "://",
                "//a@",
                "password:\"",
                "\uD800",
                "a=b&",
                "&",
                "a&",
                "%3",
                "12345678-1234-",
                "card:[",
                "<",
                "<token>",
                "<token ",
                "<token",
                "&lt;token>",
                "&amp;",
                "&amp;lt;token &lt;token ",
                "\\u003c",
                "\\u003ctoken ",
                "\\",
                "&quot;",
                "password:\n",
                "password:\n\n ",
                "password: |\n",
                "token=a b",
                "&token=",
                "?&token= ",
                "token: \\\\\\\"",
                "{"
            })
    void encode_textThatRepeatsHalfAPattern_takesLinearTime(String half) {
        String text = half.repeat(LARGE / half.length());

        Assertions.assertTimeoutPreemptively(HANG, () -> {
            events.text(EncodedEvents.event()
                    .headers(new Headers().add("X-Large", text))
                    .serviceParams(ServiceParams.ofCall(text, text, null, body(text, "text/plain")))
                    .build());
        });
    }

    @Test
    void encode_manyNames_doNotFillMemory() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            StringBuilder json = new StringBuilder("{\"a\":1");
            for (int member = 0; member < 200; member++) {
                json.append(",\"").append(Long.toHexString(random.nextLong())).append("\":1");
            }
            assertThat(events.params(body(json.append('}').toString(), "application/json"))
                            .get("body")
                            .isObject())
                    .isTrue();
        }
    }

    @Test
    void encode_invalidUtf8InJson_replacesWhatIsMalformed() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', ',', '"', 'p', 'i', 'n', '"', ':', '1', '}'};

        assertThat(events.params(body(bytes, "application/json")).get("body").toString())
                .isEqualTo("{\"a\":\"\uFFFD\",\"pin\":\"***\"}");
    }
}
