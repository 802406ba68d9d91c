/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFieldsTests {

    @Test
    void fields_comeBackAsTheyWere_inTheirOrder() {
        assertThat(own("{\"b\":\"text \\\"żółw\\\"\", \"a\":\"42\",\"empty\":\"\"}"))
                .containsExactly("b", "text \"żółw\"", "a", "42", "empty", "");
    }

    @Test
    void valueThatIsJson_keepsItsBytes() {
        assertThat(own("{\"é\":\"\",\"order\": { \"id\" : 1.50, \"tags\":[ ] } ,\"list\":[1, 2]}"))
                .containsExactly("é", "", "order", "{ \"id\" : 1.50, \"tags\":[ ] }", "list", "[1, 2]");
    }

    @Test
    void valueThatIsAnotherScalar_isItsText() {
        assertThat(own("{\"n\":1.50,\"t\":true,\"z\":null}")).containsExactly("n", "1.50", "t", "true", "z", "null");
    }

    @Test
    void fieldThatStandsTwice_staysTwice() {
        assertThat(own("{\"a\":\"1\",\"a\":\"2\"}")).containsExactly("a", "1", "a", "2");
    }

    @Test
    void idsOfTheFirstTime_giveWayToThoseOfTheReplay() {
        Resend message = Replays.withHeaders(
                "STREAM s",
                "{\"flowmon-message-id\":\"old\",\"flowmon-replay\":\"true\",\"flowmon-sampled\":\"0\",\"a\":\"1\"}");

        assertThat(texts(message))
                .containsExactly(
                        "a",
                        "1",
                        "flowmon-correlation-id",
                        Replays.FLOW,
                        "flowmon-message-id",
                        message.messageId().toString(),
                        "flowmon-parent-id",
                        message.originalId().toString(),
                        "flowmon-replay",
                        "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{\"a\":", "{} {}", "***", "{\"a\":\"1\"} trailing"})
    void whatIsNoObject_isRefused(String payload) {
        assertThat(StreamFields.refusal(payload.getBytes(UTF_8))).contains("no JSON object");
    }

    private static List<String> own(String payload) {
        assertThat(StreamFields.refusal(payload.getBytes(UTF_8))).isNull();
        List<String> all = texts(Replays.withHeaders("STREAM s", payload));
        return all.subList(0, all.indexOf("flowmon-correlation-id"));
    }

    private static List<String> texts(Resend message) {
        return Arrays.stream(StreamFields.of(message))
                .map(bytes -> new String(bytes, UTF_8))
                .toList();
    }
}
