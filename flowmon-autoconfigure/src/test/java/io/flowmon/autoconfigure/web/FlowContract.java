/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request's flow is that of its handler, and of nobody else. */
abstract class FlowContract {

    private final WebTestServer server;

    FlowContract(WebTestServers servers) {
        this.server = servers.captured();
    }

    @Test
    void flow_isCurrentForTheHandlerAlone() {
        String head = "GET /flow HTTP/1.1\n";

        assertThat(server.http().exchange(head + "X-Correlation-Id: my.flow:1", ""))
                .endsWith("my.flow:1 true");
        assertThat(server.http().exchange(head + "X-Correlation-Id: bad id", ""))
                .doesNotContain("bad id");
        assertThat(server.http()
                        .exchange(head + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", ""))
                .endsWith("4bf92f3577b34da6a3ce929d0e0e4736 true");
        assertThat(server.http().exchange("GET /actuator/health HTTP/1.1", "")).contains("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/flow", "/flow-callable", "/flow-deferred", "/flow-streamed", "/async-servlet/flow"})
    void flowThatIsNotSampled_isCarriedAndNotReported(String path) {
        String answer =
                server.http().exchange("GET " + path + " HTTP/1.1\nX-Correlation-Id: quiet\nX-Flow-Sampled: 0", "");
        server.get("/plain/1");

        assertThat(answer).contains("quiet false");
        assertThat(server.publisher().eventsOf("quiet")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/flow",
                "/flow-callable",
                "/flow-deferred",
                "/flow-streamed",
                "/async-servlet/flow",
                "/async-servlet/plain-flow"
            })
    void flowThatIsSampled_isCurrentWhereverTheAnswerIsMade(String path) {
        String answer = server.http().exchange("GET " + path + " HTTP/1.1\nX-Correlation-Id: heard", "");

        assertThat(answer).contains("heard true");
    }

    @Test
    void actuator_isNotReported() {
        assertThat(server.eventsOf(WebRequest.get("/actuator/health"))).isEmpty();
    }
}
