/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read and written is what is reported, however the application reads and writes. */
abstract class BodyContract {

    private static final int CAP = 8192;

    private final WebTestServer server;

    BodyContract(WebTestServers servers) {
        this.server = servers.captured();
    }

    @ParameterizedTest
    @CsvSource({
        "/reset, sent",
        "/reset-buffer, sent",
        "/streaming, 'part 0\npart 1\npart 2\n'",
        "/forward, plain 1",
        "/include, before plain 2",
        "/stream-and-writer, stream and no writer",
        "/flushing-writer, 'line 0\nline 1\nline 2\n'",
    })
    void response_isReportedAsSent(String path, String body) {
        for (Call call : List.of(server.get(path), server.callOverHttp2(WebRequest.get(path)))) {
            assertThat(call.responseBody()).isEqualTo(body);
            assertThat(call.answer()).contains(body.substring(0, 4));
        }
    }

    @Test
    void writer_isReportedInTheBytesOfItsCharset() {
        Call call = server.get("/writer");

        CapturedBody body = call.result().body();
        assertThat(body).isNotNull();
        assertThat(call.responseBody())
                .startsWith("gr\u00fc\u00df")
                .contains("|cb42")
                .endsWith("\ud83d\ude00");
        assertThat(call.answer()).endsWith(new String(body.bytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void largeBody_isCutAtTheCapAndCountedWhole() {
        CapturedBody body = server.get("/large").result().body();

        assertThat(body).isNotNull();
        assertThat(body.bytes()).hasSize(CAP);
        assertThat(body.size()).isEqualTo(PlainController.LARGE);
        assertThat(body.truncated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /no-content", "GET /not-modified", "HEAD /large"})
    void answerWithoutBody_reportsNone(String request) {
        assertThat(server.call(new WebRequest(request + " HTTP/1.1", ""))
                        .result()
                        .body())
                .isNull();
    }

    @Test
    void excludedType_isCountedOnly() {
        CapturedBody body = server.get("/image").result().body();

        assertThat(body).isNotNull();
        assertThat(body.bytes()).isEmpty();
        assertThat(body.size()).isEqualTo(3);
    }

    @Test
    void bodyThatNobodyReads_isReportedAsUnread() {
        CapturedBody body = server.call(WebRequest.post("/unread", WebRequest.TEXT, "ignored"))
                .params()
                .body();

        assertThat(body).isNotNull();
        assertThat(body.unread()).isTrue();
        assertThat(body.bytes()).isEmpty();
    }

    @Test
    void bodyOfUnknownLengthReadInPart_isReportedAsUnread() {
        WebRequest request = WebRequest.post(
                "/first-byte", WebRequest.CHUNKED + WebRequest.TEXT, "10\r\n0123456789abcdef\r\n0\r\n\r\n");

        for (Call call : List.of(server.call(request), server.callOverHttp2(request))) {
            CapturedBody body = call.params().body();
            assertThat(body).isNotNull();
            assertThat(body.unread()).isTrue();
            assertThat(call.requestBody()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reader", "/non-blocking", "/byte-buffer"})
    void body_readInAnyWay_isReported(String path) {
        WebRequest request = WebRequest.post(path, WebRequest.TEXT, "line one of the body");

        for (Call call : List.of(server.call(request), server.callOverHttp2(request))) {
            assertThat(call.requestBody()).isEqualTo("line one of the body");
            assertThat(call.responseBody()).startsWith("line one of the body");
            assertThat(call.params().body()).isNotNull().satisfies(body -> assertThat(body.unread())
                    .isFalse());
        }
    }
}
