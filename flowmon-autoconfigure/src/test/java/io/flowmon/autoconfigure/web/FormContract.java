/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A form is reported as the application took it, and is never more than a body may be. */
abstract class FormContract {

    private static final int CAP = 8192;
    private static final String TOO_LARGE = "name=" + "x".repeat(CAP);

    private final WebTestServers servers;
    private final WebTestServer server;

    FormContract(WebTestServers servers) {
        this.servers = servers;
        this.server = servers.captured();
    }

    @Test
    void form_isReportedAsParametersWithoutTheQuery() {
        Call call = server.call(WebRequest.post("/form?extra=e", WebRequest.FORM, "name=n+m&name=2"));

        assertThat(call.params().form()).isEqualTo(Map.of("name", List.of("n m", "2")));
        assertThat(call.params().body()).isNull();
    }

    @Test
    void formReadAsStream_isReportedAsBody() {
        Call call = server.call(WebRequest.post("/form-as-stream", WebRequest.FORM, "name=n"));

        assertThat(call.answer()).endsWith("name=n null");
        assertThat(call.requestBody()).isEqualTo("name=n");
    }

    @Test
    void multipart_reportsNamesTypesAndSizesAlone() {
        Call call = server.call(WebRequest.post("/multipart", WebRequest.MULTIPART, WebRequest.ONE_FILE));

        assertThat(call.answer()).endsWith("multipart 6");
        assertThat(call.params().body()).isNull();
        assertThat(call.params().others().get("parts"))
                .isEqualTo(List.of(Map.of("name", "file", "content_type", "text/plain", "size", 6L)));
    }

    @Test
    void form_beyondTheCap_reportsItsSizeAlone() {
        WebRequest request = WebRequest.post("/form", WebRequest.FORM, TOO_LARGE);

        for (Call call : List.of(server.call(request), server.callOverHttp2(request))) {
            assertThat(call.answer()).contains("form xxx");
            assertThat(call.params().form()).isNull();
            assertCutWhole(call.params().body(), TOO_LARGE.length());
        }
    }

    @Test
    void form_ofUnknownLengthBeyondTheCap_reportsItsSizeAlone() {
        Call call = server.call(WebRequest.post(
                "/form",
                WebRequest.CHUNKED + WebRequest.FORM,
                Integer.toHexString(TOO_LARGE.length()) + "\r\n" + TOO_LARGE + "\r\n0\r\n\r\n"));

        assertThat(call.params().form()).isNull();
        assertCutWhole(call.params().body(), TOO_LARGE.length());
    }

    @Test
    void form_ofExcludedType_reportsItsSizeAlone() {
        Call call = servers.with("flowmon.web.exclude-body-types=application/x-www-form-urlencoded")
                .call(WebRequest.post("/form", WebRequest.FORM, "name=n"));

        assertThat(call.answer()).endsWith("form n");
        assertThat(call.params().form()).isNull();
        assertCutWhole(call.params().body(), "name=n".length());
    }

    @Test
    void multipart_ofManyParts_reportsTheFirstOnes() {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            parts.append("--b\r\nContent-Disposition: form-data; name=\"file")
                    .append(i == 0 ? "" : i + "x".repeat(200))
                    .append("\"; filename=\"f\"\r\n\r\nx\r\n");
        }

        Call call = server.call(WebRequest.post("/multipart", WebRequest.MULTIPART, parts + "--b--\r\n"));

        assertThat(call.answer()).endsWith("multipart 1");
        assertThat(call.params().others().get("parts"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSizeBetween(5, 20);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void form_thatTheContainerCannotTake_stillHasItsEnd(String form) {
        WebTestServer strict =
                servers.with("server.tomcat.max-http-form-post-size=10KB", "server.jetty.max-http-form-post-size=10KB");

        Call call = strict.call(WebRequest.post("/form", WebRequest.FORM, form));

        assertThat(call.endpoint()).isEqualTo("POST /form");
        assertThat(call.answer()).startsWith("HTTP/1.1 " + call.status());
        assertThat(call.params().form()).isNull();
    }

    static List<Named<String>> unusable() {
        return List.of(
                Named.of("malformed", WebRequest.MALFORMED_FORM),
                Named.of("too many parameters", tooManyParameters()),
                Named.of("too large", "name=" + "n".repeat(20_000)));
    }

    /** More than either container takes by default, and shorter than what it takes. */
    private static String tooManyParameters() {
        return IntStream.range(0, 2000).mapToObj(Integer::toString).collect(Collectors.joining("&"));
    }

    private static void assertCutWhole(@Nullable CapturedBody body, long size) {
        assertThat(body).isNotNull();
        assertThat(body.bytes()).isEmpty();
        assertThat(body.size()).isEqualTo(size);
        assertThat(body.truncated()).isTrue();
        assertThat(body.unread()).isFalse();
    }
}
