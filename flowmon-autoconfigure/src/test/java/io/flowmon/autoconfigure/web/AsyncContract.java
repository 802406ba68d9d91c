/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The servlet API's own asynchronous calls, with captured requests and responses and with the container's. */
abstract class AsyncContract {

    private final WebTestServer server;

    AsyncContract(WebTestServers servers) {
        this.server = servers.captured();
    }

    @ParameterizedTest
    @CsvSource({
        "/async-servlet/complete, completed",
        "/async-servlet/dispatch, dispatched",
        "/async-servlet/restart, dispatched",
        "/async-servlet/plain, completed",
        "/async-servlet/plain-writer, written",
        "/async-servlet/plain-dispatch, dispatched",
        "/async-servlet/plain-listener, too late",
    })
    void response_isReportedAsSent(String path, String body) {
        Call call = server.get(path);

        assertThat(call.answer()).contains(body);
        assertThat(call.responseBody()).isEqualTo(body);
    }

    @Test
    void request_readFromTheContext_isReported() {
        Call call = server.call(WebRequest.post("/async-servlet/plain-request", WebRequest.TEXT, "asked"));

        assertThat(call.requestBody()).isEqualTo("asked");
        assertThat(call.responseBody()).isEqualTo("asked");
        assertThat(call.params().body()).extracting(CapturedBody::unread).isEqualTo(false);
    }
}
