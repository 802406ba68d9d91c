/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.ErrorInfo;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What capture must do, and must not do, in every servlet container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the servers are started before all tests
abstract class WebCaptureContract {

    private static final int CAP = 8192;
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String TEXT = "Content-Type: text/plain;charset=UTF-8";

    private final Class<?> container;
    private WebTestServer server;
    private WebTestServer plain;

    WebCaptureContract(Class<?> container) {
        this.container = container;
    }

    @BeforeAll
    void startServers() {
        server = new WebTestServer(container, Map.of());
        plain = new WebTestServer(container, Map.of("flowmon.enabled", "false"));
    }

    @AfterAll
    void stopServers() {
        server.close();
        plain.close();
    }

    @Test
    void businessKey_setByTheHandler_standsOnTheEnd() {
        Call call = server.call("GET /keyed/4711 HTTP/1.1", "");
        assertThat(call.end().businessKeys()).isEqualTo(Map.of("order_id", "4711"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answer_withAndWithoutFlowmon_isTheSame(String head, String body) {
        String without = plain.http().exchange(head, body);
        String with = server.http().exchange(head, body);
        assertThat(comparable(with)).isEqualTo(comparable(without));
        assertThat(plain.publisher().events()).isEmpty();
    }

    static List<Object[]> requests() {
        List<Object[]> requests = new ArrayList<>();
        for (String path : List.of(
                "/plain/1",
                "/keyed/1",
                "/large",
                "/image",
                "/no-content",
                "/not-modified",
                "/redirect",
                "/throws",
                "/throws-handled",
                "/callable",
                "/callable-throws",
                "/deferred",
                "/deferred-timeout",
                "/streaming",
                "/events",
                "/writer",
                "/print",
                "/reset",
                "/reset-buffer",
                "/send-error",
                "/stream-and-writer",
                "/forward",
                "/include",
                "/async-servlet/complete",
                "/async-servlet/dispatch",
                "/async-servlet/plain-dispatch",
                "/async-servlet/plain",
                "/async-servlet/restart",
                "/async-servlet/timeout",
                "/hello.txt",
                "/unknown",
                "/secured/page",
                "/committed-then-throws",
                "/actuator/health")) {
            requests.add(new Object[] {"GET " + path + " HTTP/1.1", ""});
        }
        for (String path : List.of("/plain/1", "/large", "/writer", "/hello.txt")) {
            requests.add(new Object[] {"HEAD " + path + " HTTP/1.1", ""});
        }
        requests.add(new Object[] {"OPTIONS /plain/1 HTTP/1.1", ""});
        requests.add(new Object[] {"PUT /plain/1 HTTP/1.1", "not allowed"});
        requests.add(new Object[] {"POST /json/1 HTTP/1.1\n" + JSON, "{\"question\":\"q\"}"});
        requests.add(new Object[] {"POST /json/1 HTTP/1.1\n" + JSON, "{malformed"});
        requests.add(new Object[] {
            "POST /json/1 HTTP/1.1\nTransfer-Encoding: chunked\n" + JSON,
            "10\r\n{\"question\":\"qq\"\r\n1\r\n}\r\n0\r\n\r\n"
        });
        requests.add(new Object[] {"POST /form?extra=e HTTP/1.1\n" + FORM, "name=n"});
        requests.add(new Object[] {"POST /form-as-stream HTTP/1.1\n" + FORM, "name=n"});
        requests.add(new Object[] {"POST /multipart HTTP/1.1\n" + multipartType(), multipartBody()});
        requests.add(new Object[] {"POST /unread HTTP/1.1\n" + TEXT, "ignored"});
        requests.add(new Object[] {"POST /reader HTTP/1.1\n" + TEXT, "one\ntwo"});
        requests.add(new Object[] {"POST /non-blocking HTTP/1.1\n" + TEXT, "y".repeat(20_000)});
        requests.add(new Object[] {"POST /byte-buffer HTTP/1.1\n" + TEXT, "z".repeat(20_000)});
        return requests;
    }

    @Test
    void post_handled_reportsBodiesParametersAndHeaders() {
        String messageId = UUID.randomUUID().toString();
        Call call = server.call(
                "POST /json/4711?verbose=1 HTTP/1.1\nX-Message-Id: " + messageId + "\n" + JSON, "{\"question\":\"q\"}");

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
                .satisfies(headers -> headers.forEach(
                        (name, value) -> names.add(name.toLowerCase(java.util.Locale.ROOT) + "=" + value)));
        assertThat(names).contains("content-type=application/json", "x-message-id=" + messageId);
    }

    @ParameterizedTest
    @CsvSource({
        "/plain/1, GET /plain/{id}, 200, OK",
        "/hello.txt, GET /**, 200, OK",
        "/unknown, GET (unmatched), 404, CLIENT_ERROR",
        "/secured/page, GET (unmatched), 401, CLIENT_ERROR",
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
        Call call = server.call("GET " + path + " HTTP/1.1", "");

        assertThat(call.endpoint()).isEqualTo(endpoint);
        assertThat(call.status()).isEqualTo(status);
        assertThat(call.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "/throws, java.lang.IllegalStateException, out of stock",
        "/callable-throws, java.lang.IllegalStateException, too late",
        "/committed-then-throws, java.lang.IllegalStateException, broke half way",
    })
    void get_withEscapedException_reportsIt(String path, String type, String message) {
        Call call = server.call("GET " + path + " HTTP/1.1", "");

        assertThat(call.completion().error()).isEqualTo(new ErrorInfo(type, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/send-error", "/unknown"})
    void errorPage_writesTheBodyThatIsReported(String path) {
        Call call = server.call("GET " + path + " HTTP/1.1", "");

        assertThat(call.responseBody()).contains("\"path\":\"" + path + "\"").doesNotContain("never sent");
    }

    @ParameterizedTest
    @CsvSource({
        "/reset, sent",
        "/reset-buffer, sent",
        "/streaming, 'part 0\npart 1\npart 2\n'",
        "/forward, plain 1",
        "/include, before plain 2",
        "/async-servlet/complete, completed",
        "/async-servlet/dispatch, dispatched",
        "/async-servlet/plain-dispatch, dispatched",
        "/async-servlet/restart, dispatched",
        "/stream-and-writer, stream and no writer",
    })
    void response_isReportedAsSent(String path, String body) {
        Call call = server.call("GET " + path + " HTTP/1.1", "");

        assertThat(call.responseBody()).isEqualTo(body.replace("\\n", "\n"));
        assertThat(call.answer()).contains(call.answer().contains("chunked") ? body.substring(0, 4) : body);
    }

    @Test
    void writer_isReportedInTheBytesOfItsCharset() {
        Call call = server.call("GET /writer HTTP/1.1", "");

        CapturedBody body = call.result().body();
        assertThat(body).isNotNull();
        assertThat(call.responseBody())
                .startsWith("gr\u00fc\u00df")
                .contains("|cb42")
                .endsWith("\ud83d\ude00");
        assertThat(call.answer()).endsWith(new String(body.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void largeBody_isCutAtTheCapAndCountedWhole() {
        CapturedBody body = server.call("GET /large HTTP/1.1", "").result().body();

        assertThat(body).isNotNull();
        assertThat(body.bytes()).hasSize(CAP);
        assertThat(body.size()).isEqualTo(PlainController.LARGE);
        assertThat(body.truncated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /no-content", "GET /not-modified", "HEAD /large"})
    void answerWithoutBody_reportsNone(String request) {
        assertThat(server.call(request + " HTTP/1.1", "").result().body()).isNull();
    }

    @Test
    void excludedType_isCountedOnly() {
        CapturedBody body = server.call("GET /image HTTP/1.1", "").result().body();

        assertThat(body).isNotNull();
        assertThat(body.bytes()).isEmpty();
        assertThat(body.size()).isEqualTo(3);
    }

    @Test
    void form_isReportedAsParametersWithoutTheQuery() {
        Call call = server.call("POST /form?extra=e HTTP/1.1\n" + FORM, "name=n+m&name=2");

        assertThat(call.params().form()).isEqualTo(Map.of("name", List.of("n m", "2")));
        assertThat(call.params().body()).isNull();
    }

    @Test
    void formReadAsStream_isReportedAsBody() {
        Call call = server.call("POST /form-as-stream HTTP/1.1\n" + FORM, "name=n");

        assertThat(call.answer()).endsWith("name=n null");
        assertThat(call.requestBody()).isEqualTo("name=n");
    }

    @Test
    void multipart_reportsNamesTypesAndSizesAlone() {
        Call call = server.call("POST /multipart HTTP/1.1\n" + multipartType(), multipartBody());

        assertThat(call.answer()).endsWith("multipart 6");
        assertThat(call.params().body()).isNull();
        assertThat(call.params().others().get("parts"))
                .isEqualTo(List.of(Map.of("name", "file", "content_type", "text/plain", "size", 6L)));
    }

    @Test
    void bodyThatNobodyReads_isReportedAsUnread() {
        CapturedBody body = server.call("POST /unread HTTP/1.1\n" + TEXT, "ignored")
                .params()
                .body();

        assertThat(body).isNotNull();
        assertThat(body.unread()).isTrue();
        assertThat(body.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reader", "/non-blocking", "/byte-buffer"})
    void body_readInAnyWay_isReported(String path) {
        Call call = server.call("POST " + path + " HTTP/1.1\n" + TEXT, "line one of the body");

        assertThat(call.requestBody()).isEqualTo("line one of the body");
        assertThat(call.responseBody()).startsWith("line one of the body");
        assertThat(call.params().body()).isNotNull().satisfies(body -> assertThat(body.unread())
                .isFalse());
    }

    @Test
    void clientGone_isReportedAsCancelled() throws IOException {
        String correlationId = UUID.randomUUID().toString();
        try (Socket socket = server.http().open()) {
            server.http().send(socket, "GET /endless HTTP/1.1\nX-Correlation-Id: " + correlationId, "");
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
            socket.setSoLinger(true, 0);
        }

        Call call = new Call("", server.awaitEvents(correlationId));
        assertThat(call.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(call.endpoint()).isEqualTo("GET /endless");
    }

    @Test
    void actuator_isNotReported() {
        String correlationId = UUID.randomUUID().toString();
        server.http().exchange("GET /actuator/health HTTP/1.1\nX-Correlation-Id: " + correlationId, "");
        server.call("GET /plain/1 HTTP/1.1", "");

        assertThat(server.publisher().eventsOf(correlationId)).isEmpty();
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

    @Test
    void flowThatIsNotSampled_isCarriedAndNotReported() {
        String answer = server.http().exchange("GET /flow HTTP/1.1\nX-Correlation-Id: quiet\nX-Flow-Sampled: 0", "");
        server.call("GET /plain/1 HTTP/1.1", "");

        assertThat(answer).endsWith("quiet false");
        assertThat(server.publisher().eventsOf("quiet")).isEmpty();
    }

    private static String multipartType() {
        return "Content-Type: multipart/form-data; boundary=b";
    }

    private static String multipartBody() {
        return """
                --b
                Content-Disposition: form-data; name="file"; filename="f.txt"
                Content-Type: text/plain

                secret
                --b--
                """.replace("\n", "\r\n");
    }

    /** Without the time of day, which alone may differ. */
    private static String comparable(String answer) {
        return answer.replaceAll("(?m)^Date: .*$", "Date")
                .replaceAll("\"timestamp\":\"[^\"]*\"", "timestamp")
                .replaceAll("(?m)^Last-Modified: .*$", "Last-Modified");
    }
}
