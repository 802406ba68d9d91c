/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call ends behind the error page if there is one for its error, and without one if there is none. */
abstract class ErrorPageContract {

    private final WebTestServer server;

    ErrorPageContract(WebTestServers servers) {
        this.server = servers.withFewErrorPages();
    }

    @ParameterizedTest
    @CsvSource({
        "/send-error, 410, CLIENT_ERROR",
        "/throws, 500, EXCEPTION",
        "/callable-throws, 500, EXCEPTION",
        "/async-servlet/timeout, 500, TIMEOUT",
    })
    void error_withoutAPage_hasItsEnd(String path, int status, Outcome outcome) {
        Call call = server.get(path);

        assertThat(call.status()).isEqualTo(status);
        assertThat(call.outcome()).isEqualTo(outcome);
    }

    @Test
    void error_withAPage_endsBehindIt() {
        Call call = server.get("/turned-away/page");

        assertThat(call.status()).isEqualTo(401);
        assertThat(call.responseBody()).isEqualTo("plain 401");
    }

    @Test
    void exception_withAPage_endsBehindIt() {
        Call call = server.get("/throws-unsupported");

        assertThat(call.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(call.responseBody()).isEqualTo("plain unsupported");
    }
}
