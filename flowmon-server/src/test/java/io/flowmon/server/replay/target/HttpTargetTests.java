/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowmon.core.event.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real web server. */
class HttpTargetTests {

    /** What has arrived. */
    private record Request(String method, String address, Headers headers, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String host;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 200));
        server.start();
        host = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void call_arrivesAsItWas_andSaysThatItIsAReplay() {
        Resend message = call("POST", host, "/orders/47%2F11", "a=1&b=%20", "application/json", "{\"id\" : 1.0}");

        ResendOutcome outcome = target().send(List.of(message)).get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.OK);
        assertThat(outcome.detail()).isEqualTo("status 200");
        assertThat(outcome.elapsed()).isPositive();
        Request request = requests.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.address()).isEqualTo("/orders/47%2F11?a=1&b=%20");
        assertThat(request.body()).isEqualTo("{\"id\" : 1.0}");
        assertThat(request.headers())
                .containsEntry("X-correlation-id", List.of(message.correlationId()))
                .containsEntry("X-message-id", List.of(message.messageId().toString()))
                .containsEntry("X-flow-replay", List.of("true"))
                .containsEntry("Content-type", List.of("application/json"))
                .containsEntry("User-agent", List.of("flowmon"))
                .containsOnlyKeys(
                        "X-correlation-id",
                        "X-message-id",
                        "X-flow-replay",
                        "Content-type",
                        "User-agent",
                        "Host",
                        "Content-length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void call_withoutBody_hasItsMethod(String method) {
        ResendOutcome outcome = target().send(List.of(call(method, host, "/orders", null, null, "")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.OK);
        assertThat(requests).extracting(Request::method).containsExactly(method);
        assertThat(requests.get(0).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"201, OK", "204, OK", "302, OK", "404, CLIENT_ERROR", "503, SERVER_ERROR"})
    void answer_isTheOutcome_andNoRedirectIsFollowed(int status, Outcome expected) {
        server.createContext("/status", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://" + host + "/elsewhere");
            answer(exchange, status);
        });

        ResendOutcome outcome = target().send(List.of(call("POST", host, "/status", null, null, "1")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(expected);
        assertThat(outcome.detail()).isEqualTo("status " + status);
        assertThat(requests).hasSize(1);
    }

    @Test
    void answerWithoutEnd_isReadUpToABound() {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (end.getCount() > 0) {
                    body.write(new byte[1 << 16]);
                }
            }
        });

        ResendOutcome outcome = target().send(List.of(call("POST", host, "/endless", null, null, "1")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.OK);
        assertThat(outcome.elapsed()).isLessThan(Replays.TIMEOUT);
    }

    @Test
    void answerWhoseBodyStops_isKnownByItsStatus() {
        server.createContext("/stuck", exchange -> {
            exchange.sendResponseHeaders(503, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            untilTheEnd();
        });

        ResendOutcome outcome = target("500ms")
                .send(List.of(call("POST", host, "/stuck", null, null, "1")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.SERVER_ERROR);
    }

    @Test
    void serviceThatDoesNotAnswer_isGivenUp_andNotAskedForTheWholeBatch() {
        server.createContext("/slow", exchange -> {
            requests.add(new Request("", "", exchange.getRequestHeaders(), ""));
            untilTheEnd();
        });
        List<Resend> messages = IntStream.range(0, 20)
                .mapToObj(i -> call("POST", host, "/slow", null, null, "1"))
                .toList();

        List<ResendOutcome> outcomes = target("300ms").send(messages);

        assertThat(outcomes.subList(0, 3)).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.TIMEOUT);
            assertThat(one.detail()).contains(host + " did not answer within 300 ms");
        });
        assertThat(outcomes.subList(3, 20)).hasSize(17).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(one.detail()).contains("not sent: " + host);
        });
        assertThat(requests).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void serviceThatIsAway_failsWithReason() throws IOException {
        String away;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = "127.0.0.1:" + socket.getLocalPort();
        }

        ResendOutcome outcome = HttpTarget.of(
                        Replays.settings(Map.of("flowmon.server.replay.http.allowed-hosts", away)))
                .send(List.of(call("POST", away, "/", null, null, "1")))
                .get(0);

        assertThat(outcome.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(outcome.detail()).startsWith(away + " cannot be reached: ");
    }

    @Test
    void refusal_hostThatIsNotOnTheList_saysSo() {
        assertThat(target().refusal(call("POST", "evil.example", "/", null, null, "1")))
                .isEqualTo("evil.example may not be called again:"
                        + " it is not in flowmon.server.replay.http.allowed-hosts.");
        assertThat(target().refusal(call("POST", host, "/", null, null, "1"))).isNull();
    }

    @Test
    void refusal_nothingAllowed_saysWhatToSet() {
        assertThat(HttpTarget.of(Replays.settings(Map.of())).refusal(call("POST", host, "/", null, null, "1")))
                .isEqualTo("No service may be called again: set flowmon.server.replay.http.allowed-hosts.");
    }

    @Test
    void refusal_callThatIsNotKnown_saysSo() {
        assertThat(target().refusal(Replays.withHeaders("POST /orders", "1")))
                .isEqualTo("It is not known which host and path were called.");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, orders, , text/plain",
        "POST, @evil.example/, , text/plain",
        "POST, '/a b', , text/plain",
        "POST, /a#b, , text/plain",
        "POST, /a?b, , text/plain",
        "POST, /a, b#c, text/plain",
        "POST, /a, 'b c', text/plain",
        "POST, /a, , 'text/plain\r\nX-Evil: 1'",
        "CONNECT, /a, , text/plain",
        "'GET /x HTTP/1.1\r\n', /a, , text/plain"
    })
    void refusal_callThatWouldBeAnother_saysSo(String method, String path, @Nullable String query, String contentType) {
        assertThat(target().refusal(call(method, host, path, query, contentType, "1")))
                .contains("cannot be sent");
    }

    @Test
    void serves_callsOverHttp_andNoOthers() {
        HttpTarget target = target();

        assertThat(List.of("POST /orders/{id}", "GET (unmatched)", "DELETE 127.0.0.1"))
                .allMatch(target::serves);
        assertThat(List.of("_OTHER /orders", "LIST a", "POST", "CONNECT a", "FILE x"))
                .noneMatch(target::serves);
    }

    private HttpTarget target() {
        return target("10s");
    }

    private HttpTarget target(String timeout) {
        return HttpTarget.of(Replays.settings(Map.of(
                "flowmon.server.replay.http.allowed-hosts", host, "flowmon.server.replay.http.timeout", timeout)));
    }

    private static Resend call(
            String method,
            String host,
            String path,
            @Nullable String query,
            @Nullable String contentType,
            String body) {
        return new Resend(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Replays.FLOW,
                Instant.now(),
                "POST /orders/{id}",
                Resend.Carrier.HEADERS,
                body.getBytes(UTF_8),
                new Resend.Call(method, host, path, query, contentType));
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
