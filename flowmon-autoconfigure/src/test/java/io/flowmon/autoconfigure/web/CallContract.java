/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.ErrorInfo;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call has one begin and one end, by the right name and with the right outcome. */
abstract class CallContract {

    private final WebTestServer server;

    CallContract(WebTestServers servers) {
        this.server = servers.captured();
    }

    @Test
    void post_handled_reportsBodiesParametersAndHeaders() {
        String messageId = UUID.randomUUID().toString();
        Call call = server.call(WebRequest.post(
                "/json/4711?verbose=1", "\nX-Message-Id: " + messageId + WebRequest.JSON, "{\"question\":\"q\"}"));

        assertThat(call.endpoint()).isEqualTo("POST /json/{id}");
        assertThat(call.params().path()).isEqualTo("/json/4711");
        assertThat(call.params().query()).isEqualTo("verbose=1");
        assertThat(call.requestBody()).isEqualTo("{\"question\":\"q\"}");
        assertThat(call.responseBody()).isEqualTo("{\"answer\":\"q\"}");
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.outcome()).isEqualTo(Outcome.OK);
        assertThat(call.end().role()).isEqualTo(Role.RECEIVER);
        assertThat(call.end().messageId()).hasToString(messageId);
        assertThat(call.begin().messageId()).hasToString(messageId);
        assertThat(call.begin().actionId()).isEqualTo(call.end().actionId());
        assertThat(call.end().parentMessageId()).isNull();
        List<String> names = new ArrayList<>();
        assertThat(call.end().headers())
                .isNotNull()
                .satisfies(headers ->
                        headers.forEach((name, value) -> names.add(name.toLowerCase(Locale.ROOT) + "=" + value)));
        assertThat(names).contains("content-type=application/json", "x-message-id=" + messageId);
    }

    @ParameterizedTest
    @CsvSource({
        "/plain/1, GET /plain/{id}, 200, OK",
        "/hello.txt, GET /**, 200, OK",
        "/unknown, GET (unmatched), 404, CLIENT_ERROR",
        "/turned-away/page, GET (unmatched), 401, CLIENT_ERROR",
        "/throws-handled, GET /throws-handled, 409, CLIENT_ERROR",
        "/send-error, GET /send-error, 410, CLIENT_ERROR",
        "/redirect, GET /redirect, 302, OK",
        "/throws, GET /throws, 500, EXCEPTION",
        "/callable, GET /callable, 200, OK",
        "/callable-throws, GET /callable-throws, 500, EXCEPTION",
        "/deferred, GET /deferred, 200, OK",
        "/deferred-timeout, GET /deferred-timeout, 503, TIMEOUT",
        "/streaming, GET /streaming, 200, OK",
        "/events, GET /events, 200, OK",
        "/forward, GET /forward, 200, OK",
        "/include, GET /include, 200, OK",
        "/committed-then-throws, GET /committed-then-throws, 500, EXCEPTION",
        "/async-servlet/complete, GET (unmatched), 200, OK",
        "/async-servlet/dispatch, GET (unmatched), 200, OK",
        "/async-servlet/plain-dispatch, GET (unmatched), 200, OK",
        "/async-servlet/plain, GET (unmatched), 200, OK",
        "/async-servlet/restart, GET (unmatched), 200, OK",
        "/async-servlet/timeout, GET (unmatched), 500, TIMEOUT",
    })
    void get_ofAnyKind_hasOneBeginAndOneEnd(String path, String endpoint, int status, Outcome outcome) {
        for (Call call : List.of(server.get(path), server.callOverHttp2(WebRequest.get(path)))) {
            assertThat(call.endpoint()).isEqualTo(endpoint);
            assertThat(call.status()).isEqualTo(status);
            assertThat(call.outcome()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/throws, java.lang.IllegalStateException, out of stock",
        "/callable-throws, java.lang.IllegalStateException, too late",
        "/committed-then-throws, java.lang.IllegalStateException, broke half way",
    })
    void get_withEscapedException_reportsIt(String path, String type, String message) {
        assertThat(server.get(path).completion().error()).isEqualTo(new ErrorInfo(type, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/send-error", "/unknown"})
    void errorPage_writesTheBodyThatIsReported(String path) {
        assertThat(server.get(path).responseBody())
                .contains("\"path\":\"" + path + "\"")
                .doesNotContain("never sent");
    }

    @Test
    void businessKey_setByTheHandler_standsOnTheEnd() {
        assertThat(server.get("/keyed/4711").end().businessKeys()).isEqualTo(Map.of("order_id", "4711"));
    }
}
