/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flowmon.web.response-header}: on every answer, once, and never in the application's way. */
abstract class ResponseHeaderContract {

    private static final String HEADER = "X-Flow-Id";

    private final WebTestServer server;
    private final WebTestServer silent;

    ResponseHeaderContract(WebTestServers servers) {
        this.server = servers.with("flowmon.web.response-header=" + HEADER);
        this.silent = servers.captured();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain/1",
                "/no-content",
                "/redirect",
                "/unknown",
                "/throws",
                "/throws-handled",
                "/send-error",
                "/turned-away/page",
                "/committed-then-throws",
                "/callable",
                "/deferred",
                "/deferred-timeout",
                "/streaming",
                "/events",
                "/reset",
                "/hello.txt",
                "/async-servlet/plain-dispatch",
                "/async-servlet/timeout"
            })
    void answer_ofAnyKind_tellsTheFlowOnce(String path) {
        String answer = server.exchange(WebRequest.get(path).inFlow("my-flow"));

        assertThat(valuesIn(answer)).containsExactly("my-flow");
        assertThat(valuesIn(silent.exchange(WebRequest.get(path)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/own-header/set", "/own-header/add", "/own-header/entity"})
    void answer_withAHeaderOfTheApplication_keepsIt(String path) {
        assertThat(valuesIn(server.exchange(WebRequest.get(path).inFlow("my-flow"))))
                .containsExactly("own");
        assertThat(valuesIn(server.http().exchange("GET " + path + " HTTP/1.1\nX-Flow-Sampled: 0", "")))
                .containsExactly("own");
    }

    @Test
    void answer_withTwoHeadersOfTheApplication_keepsBoth() {
        assertThat(valuesIn(server.exchange(WebRequest.get("/own-header/add-two"))))
                .containsExactly("one", "two");
    }

    @Test
    void answer_inAFlowThatIsNotSampled_tellsItToo() {
        String answer =
                server.http().exchange("GET /callable HTTP/1.1\nX-Correlation-Id: quiet\nX-Flow-Sampled: 0", "");

        assertThat(valuesIn(answer)).containsExactly("quiet");
    }

    @Test
    void answer_toAHostileId_tellsANewOne() {
        String answer = server.exchange(WebRequest.get("/plain/1").inFlow("a b<script>"));

        assertThat(valuesIn(answer)).singleElement().asString().matches("[0-9a-f-]{36}");
    }

    private static java.util.List<String> valuesIn(String answer) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(HEADER + ": "))
                .map(line -> line.substring(HEADER.length() + 2))
                .toList();
    }
}
