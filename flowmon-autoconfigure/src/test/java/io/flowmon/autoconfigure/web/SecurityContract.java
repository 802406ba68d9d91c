/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spring Security in front: whom it lets in, sends away or sends elsewhere is a call like any other. */
abstract class SecurityContract {

    private static final String USER = credentials("user", "correct");
    private static final String NOBODY = credentials("user", "wrong");

    private final WebTestServers servers;

    SecurityContract(WebTestServers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void call_isReportedOnceAndAnsweredTheSame(Case expected) {
        String without = servers.plainSecured().exchange(expected.request());
        Call call = servers.secured().call(expected.request());

        assertThat(ComparableAnswer.of(call.answer())).isEqualTo(ComparableAnswer.of(without));
        assertThat(call.answer()).contains(expected.answer());
        assertThat(call.endpoint()).isEqualTo(expected.endpoint());
        assertThat(call.status()).isEqualTo(expected.status());
        assertThat(call.outcome()).isEqualTo(expected.outcome());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void call_overHttp2_isReportedOnceAndAnsweredTheSame(Case expected) {
        String without = servers.plainSecured().exchangeOverHttp2(expected.request());
        Call call = servers.secured().callOverHttp2(expected.request());

        assertThat(ComparableAnswer.of(call.answer())).isEqualTo(ComparableAnswer.of(without));
        assertThat(call.status()).isEqualTo(expected.status());
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        get("/guarded/page", ""),
                        "GET (unmatched)",
                        401,
                        Outcome.CLIENT_ERROR,
                        "WWW-Authenticate: Basic"),
                new Case(
                        get("/guarded/page", NOBODY),
                        "GET (unmatched)",
                        401,
                        Outcome.CLIENT_ERROR,
                        "WWW-Authenticate: Basic"),
                new Case(get("/guarded/admin", USER), "GET (unmatched)", 403, Outcome.CLIENT_ERROR, "Forbidden"),
                new Case(get("/guarded/name", USER), "GET /guarded/name", 200, Outcome.OK, "user"),
                new Case(get("/guarded/callable", USER), "GET /guarded/callable", 200, Outcome.OK, "user"),
                new Case(get("/guarded/deferred", USER), "GET /guarded/deferred", 200, Outcome.OK, "user"),
                new Case(get("/guarded/streamed", USER), "GET /guarded/streamed", 200, Outcome.OK, "user"),
                new Case(
                        get("/guarded/throws", USER),
                        "GET /guarded/throws",
                        500,
                        Outcome.EXCEPTION,
                        "Internal Server Error"),
                new Case(get("/guarded/denied", USER), "GET /guarded/denied", 403, Outcome.CLIENT_ERROR, "Forbidden"),
                new Case(
                        get("/guarded/denied-later", USER),
                        "GET /guarded/denied-later",
                        403,
                        Outcome.CLIENT_ERROR,
                        "Forbidden"),
                new Case(
                        WebRequest.post("/guarded/name", USER + WebRequest.FORM, "a=b"),
                        "POST (unmatched)",
                        403,
                        Outcome.CLIENT_ERROR,
                        "Forbidden"),
                new Case(get("/account/page", "\nAccept: text/html"), "GET (unmatched)", 302, Outcome.OK, "/login"),
                new Case(get("/login", ""), "GET (unmatched)", 200, Outcome.OK, "<form"),
                new Case(
                        WebRequest.post("/login", WebRequest.FORM, "username=user&password=correct"),
                        "POST (unmatched)",
                        403,
                        Outcome.CLIENT_ERROR,
                        "Forbidden"));
    }

    private static WebRequest get(String path, String headers) {
        return new WebRequest("GET " + path + " HTTP/1.1" + headers, "");
    }

    private static String credentials(String user, String password) {
        String pair = user + ":" + password;
        return "\nAuthorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    record Case(WebRequest request, String endpoint, int status, Outcome outcome, String answer) {}
}
