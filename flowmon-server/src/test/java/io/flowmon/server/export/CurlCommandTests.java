/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.export.NoCommandException.Reason;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractComparableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CurlCommandTests {

    private static final String NASTY =
            "it's $HOME `id` $(touch here) !! \\ \"q\"\n\ttab\r\u001b[201~ \u202e é \ud83d\ude80 '";

    @TempDir
    Path folder;

    @Test
    void call_isOneCommand_withItsPeer() {
        CurlCommand command = command(sent("POST /orders/{id}", """
                        {"path":"/orders/4711","query":"note=a b","body":{"id":1},"body_size":8}""")
                .headers(
                        "{\"Content-Type\":\"application/json\",\"X-Tag\":[\"a\",\"b\"],\"X-Empty\":\"\",\"Host\":\"h\"}")
                .peer("stock:8081")
                .build());

        assertThat(command.text()).isEqualTo("""
                curl --globoff --path-as-is -X POST 'http://stock:8081/orders/4711?note=a%20b' \\
                  -H 'Content-Type: application/json' \\
                  -H 'X-Tag: a' \\
                  -H 'X-Tag: b' \\
                  -H 'X-Empty;' \\
                  --data-raw '{"id":1}'""");
        assertThat(command.hostKnown()).isTrue();
        assertThat(command.body()).isEqualTo(BodyState.WHOLE);
        assertThat(command.masked()).isEmpty();
    }

    @Test
    void call_run_arrivesAsItWas() throws Exception {
        Bash.need("curl");
        try (RecordingServer server = new RecordingServer()) {
            String body = JsonMapper.shared().writeValueAsString(Map.of("body", NASTY, "path", "/a/../{b}/é'$x"));
            CurlCommand command = command(sent("PUT /a", body)
                    .headers("{\"Content-Type\":\"text/plain\",\"X-Quote\":\"it's `id` $(id) !! \\\\ \\\"\"}")
                    .peer(server.address())
                    .build());

            Bash.Result result = new Bash(folder).run(command.text(), Map.of());

            assertThat(result.status()).as(result.errors()).isZero();
            assertThat(folder.resolve("here")).doesNotExist();
            assertThat(server.arrived()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("PUT");
                assertThat(request.target()).isEqualTo("/a/../%7Bb%7D/%C3%A9'$x");
                assertThat(request.headers().get("X-Quote")).containsExactly("it's `id` $(id) !! \\ \"");
                assertThat(request.headers().get("Content-Type")).containsExactly("text/plain");
                assertThat(request.body()).isEqualTo(NASTY);
            });
        }
    }

    @Test
    void maskedValues_mustBeFilledInBeforeItRuns() throws Exception {
        Bash.need("curl");
        try (RecordingServer server = new RecordingServer()) {
            CurlCommand command = command(
                    sent("POST /pay", "{\"path\":\"/pay\",\"query\":\"t=***&u=1\",\"body\":{\"card\":\"***\",\"n\":1}}")
                            .headers("{\"Authorization\":\"***\"}")
                            .peer(server.address())
                            .build());
            assertThat(command.masked()).containsExactly("query", "header Authorization", "body.card");
            assertThat(command.text()).doesNotContain("***");

            Bash bash = new Bash(folder);
            assertThat(bash.run(command.text(), Map.of()).errors()).contains("MASKED_1: this value was masked");
            assertThat(server.arrived()).isEmpty();

            Map<String, String> values = Map.of("MASKED_1", "secret", "MASKED_2", "Bearer x", "MASKED_3", "4111");
            assertThat(bash.run(command.text(), values).status()).isZero();
            assertThat(server.arrived()).singleElement().satisfies(request -> {
                assertThat(request.target()).isEqualTo("/pay?t=secret&u=1");
                assertThat(request.headers().get("Authorization")).containsExactly("Bearer x");
                assertThat(request.headers()).doesNotContainKey("Content-Type");
                assertThat(request.body()).isEqualTo("{\"card\":\"4111\",\"n\":1}");
            });
        }
    }

    @Test
    void whatIsNotKnown_isAVariable() {
        CurlCommand cut = command(received("POST /a", "{\"path\":\"/a\",\"body\":\"be\",\"body_truncated\":true}"));
        assertThat(cut.text())
                .contains(
                        "curl --globoff --path-as-is -X POST \"${FLOWMON_TARGET:?where to, such as http://localhost:8080}\"'/a'")
                .endsWith("--data-raw 'be'\"${REST_OF_BODY:?only the first part of the body was recorded}\"");
        assertThat(cut.hostKnown()).isFalse();
        assertThat(cut.headersKnown()).isFalse();
        assertThat(cut.body()).isEqualTo(BodyState.CUT);

        CurlCommand none = command(received("PUT /a", "{\"path\":\"/a\",\"body_size\":70000}"));
        assertThat(none.text()).endsWith("--data-raw \"${BODY:?the body was not recorded}\"");
        assertThat(none.body()).isEqualTo(BodyState.NOT_RECORDED);
    }

    @Test
    void received_isSentToWhereItsSenderSentIt_orToItsHost() {
        StoredEvent received = received("GET /a", "{\"path\":\"/a\"}");
        assertThat(command(sent("GET /a", "{}").peer("shop.example:443").build(), received)
                        .text())
                .isEqualTo("curl --globoff --path-as-is 'https://shop.example/a'");
        assertThat(command(builder("GET /a", "{\"path\":\"/a\"}")
                                .headers("{\"host\":\"[::1]:80\"}")
                                .build())
                        .text())
                .isEqualTo("""
                        # The host is that of the recorded header Host, as nobody told where the call was sent.
                        curl --globoff --path-as-is 'http://[::1]/a'""");
        assertThat(command(sent("GET /a", "{}").peer("evil'; touch here #").build(), received)
                        .hostKnown())
                .isFalse();
    }

    @Test
    void head_isAskedWithoutWaitingForABody() {
        assertThat(command(sent("HEAD /a", "{\"path\":\"/a\"}").peer("h:1").build())
                        .text())
                .isEqualTo("curl --globoff --path-as-is --head 'http://h:1/a'");
    }

    @Test
    void headWithABody_isAskedWithoutIt_andSaysSo() throws Exception {
        Bash.need("curl");
        try (RecordingServer server = new RecordingServer()) {
            CurlCommand command = command(builder(
                            "HEAD /a",
                            "{\"path\":\"/a\",\"query\":\"t=***\",\"body\":{\"card\":\"***\"},\"body_truncated\":true}")
                    .headers("{\"Host\":\"" + server.address() + "\"}")
                    .build());
            assertThat(command.masked()).containsExactly("query");
            assertThat(command.body()).isEqualTo(BodyState.WHOLE);

            Bash.Result result = new Bash(folder).run(command.text(), Map.of("MASKED_1", "x"));

            assertThat(result.status()).as(result.errors()).isZero();
            assertThat(server.arrived()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("HEAD");
                assertThat(request.target()).isEqualTo("/a?t=x");
                assertThat(request.body()).isEmpty();
            });
        }
        CurlCommand unknown = command(
                sent("HEAD /a", "{\"path\":\"/a\",\"body_size\":9}").peer("h:1").build());
        assertThat(unknown.text()).isEqualTo("""
                # The body is left out: curl asks with HEAD or sends a body, not both.
                curl --globoff --path-as-is --head 'http://h:1/a'""");
    }

    @Test
    void stepThatIsNoRequest_isRefusedWithTheReason() {
        assertThatRefusalOf(received("GET /a", "{}")).isEqualTo(Reason.NO_PATH);
        assertThatRefusalOf(received("_OTHER /a", "{\"path\":\"/a\"}")).isEqualTo(Reason.NOT_HTTP);
        assertThatRefusalOf(event(10, "shop", "sender", "Send message", "LIST orders")
                        .message("m")
                        .action("s")
                        .closes(Duration.ofMillis(1), "ok")
                        .build())
                .isEqualTo(Reason.NOT_HTTP);
        assertThatRefusalOf(received("POST /a", "{\"path\":\"/a\",\"body\":\"a\\u0000b\"}"))
                .isEqualTo(Reason.NUL);
    }

    private static AbstractComparableAssert<?, Reason> assertThatRefusalOf(StoredEvent event) {
        Reason[] reason = new Reason[1];
        assertThatExceptionOfType(NoCommandException.class)
                .isThrownBy(() -> command(event))
                .satisfies(refusal -> reason[0] = refusal.reason());
        return assertThat(reason[0]);
    }

    /** Of the last event's step. */
    private static CurlCommand command(StoredEvent... events) {
        Flow flow = FlowAssembler.assemble("f", List.of(events));
        Message message = flow.messages().get(0);
        List<Step> steps = message.steps().toList();
        return CurlCommand.of(message, steps.get(steps.size() - 1));
    }

    private static EventBuilder sent(String endpoint, String params) {
        return event(9, "shop", "sender", "End service call", endpoint)
                .message("m")
                .action("s")
                .closes(Duration.ofMillis(5), "ok")
                .params(params);
    }

    private static StoredEvent received(String endpoint, String params) {
        return builder(endpoint, params).build();
    }

    private static EventBuilder builder(String endpoint, String params) {
        return event(10, "stock", "receiver", "End call", endpoint)
                .message("m")
                .action("r")
                .closes(Duration.ofMillis(5), "ok")
                .params(params);
    }
}
