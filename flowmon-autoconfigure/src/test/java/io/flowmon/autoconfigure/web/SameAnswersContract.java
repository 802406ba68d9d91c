/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The caller sees no difference, whatever is called: each byte over HTTP/1.1, each header and frame over HTTP/2. */
abstract class SameAnswersContract {

    private final WebTestServers servers;

    SameAnswersContract(WebTestServers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @MethodSource("requestsOverHttp1")
    void answer_overHttp1_isTheSame(WebRequest request) {
        String without = servers.plain().exchange(request);
        Call with = servers.captured().call(request);

        assertThat(ComparableAnswer.of(with.answer())).isEqualTo(ComparableAnswer.of(without));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answer_overHttp2_isTheSame(WebRequest request) {
        String without = servers.plain().exchangeOverHttp2(request);
        Call with = servers.captured().callOverHttp2(request);

        assertThat(ComparableAnswer.of(with.answer())).isEqualTo(ComparableAnswer.of(without));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answer_behindSpringSecurity_isTheSame(WebRequest request) {
        String without = servers.plainSecured().exchange(request);
        Call with = servers.secured().call(request);

        assertThat(ComparableAnswer.of(with.answer())).isEqualTo(ComparableAnswer.of(without));
    }

    @Test
    void answer_ofTheActuator_isTheSame() {
        WebRequest health = WebRequest.get("/actuator/health");

        assertThat(ComparableAnswer.of(servers.captured().exchange(health)))
                .isEqualTo(ComparableAnswer.of(servers.plain().exchange(health)))
                .contains("UP");
    }

    static List<WebRequest> requestsOverHttp1() {
        return WebRequest.ofEveryKindOverHttp1();
    }

    static List<WebRequest> requests() {
        return WebRequest.ofEveryKind();
    }
}
