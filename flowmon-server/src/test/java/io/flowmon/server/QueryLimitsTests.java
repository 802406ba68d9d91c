/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.duckdb.query.Readers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A server that answers one question at a time, and has endless ones; nothing but its client ends one of those. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "flowmon.server.zeromq.port=0",
            "flowmon.server.query.timeout=1h",
            "flowmon.server.query.concurrent=1",
            "flowmon.server.query.waiting=0",
            "flowmon.server.query.answer-events=5"
        })
@Import(QueryLimitsTests.Questions.class)
class QueryLimitsTests {

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @Autowired
    Questions questions;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void forget() {
        questions.asked.clear();
        questions.failed.clear();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    /** Counts as long as it is told. */
    @RestController
    @TestConfiguration(proxyBeanMethods = false)
    static class Questions {

        private static final String COUNT =
                "SELECT count(*) FROM range(?::BIGINT) a, range(1000) b WHERE a.range * b.range = 7";

        final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
        final BlockingQueue<QueryFailedException> failed = new LinkedBlockingQueue<>();
        private final Readers readers;

        Questions(Readers readers) {
            this.readers = readers;
        }

        @GetMapping("/test/count")
        List<Long> count(@RequestParam long thousands) {
            asked.add(thousands);
            try {
                return readers.all(COUNT, List.of(thousands), row -> row.number(1));
            } catch (QueryFailedException failure) {
                failed.add(failure);
                throw failure;
            }
        }
    }

    private static final long ENDLESS = 1_000_000_000_000L;

    @Test
    void question_whoseClientCloses_isStoppedInTheDatabase() throws Exception {
        try (Socket client = connect()) {
            send(client, ENDLESS, "");
            assertThat(questions.asked.poll(20, TimeUnit.SECONDS)).isEqualTo(ENDLESS);
        }
        assertStopped();
    }

    @Test
    void question_whoseClientResetsTheConnection_isStoppedInTheDatabase() throws Exception {
        try (Socket client = connect()) {
            client.setSoLinger(true, 0);
            send(client, ENDLESS, "");
            assertThat(questions.asked.poll(20, TimeUnit.SECONDS)).isEqualTo(ENDLESS);
        }
        assertStopped();
    }

    /** The look at the connection must take nothing from the next request. */
    @Test
    void questions_ofAClientThatStays_areAllAnswered() throws Exception {
        try (Socket client = connect()) {
            send(client, 30_000, "");
            send(client, 10, "");
            send(client, 30_000, "Connection: close\r\n");
            String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(1 + 3);
        }
        assertThat(questions.failed).isEmpty();
    }

    @Test
    void question_whileAnotherIsAnswered_isToldToComeBackAndEventsAreStored() throws Exception {
        try (Socket client = connect()) {
            send(client, ENDLESS, "");
            assertThat(questions.asked.poll(20, TimeUnit.SECONDS)).isEqualTo(ENDLESS);
            await().until(() -> get("/api/flows", "*/*").statusCode() == 503);

            HttpResponse<String> program = get("/api/flows", "*/*");
            assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(program.headers().firstValue("Retry-After")).contains("2");
            assertThat(program.body()).contains("flowmon.server.query.concurrent");

            HttpResponse<String> person = get("/flows", "text/html,*/*;q=0.8");
            assertThat(person.statusCode()).isEqualTo(503);
            assertThat(person.body())
                    .contains("<html", "Too many questions at once")
                    .doesNotContain("Exception", "at io.flowmon");

            assertThat(post(event("f1"))).isEqualTo(202);
        }
        assertStopped();
    }

    @Test
    void flow_largerThanAnAnswer_saysSoEverywhereAndGoesOnByPages() throws Exception {
        assertThat(post("[" + String.join(",", Collections.nCopies(12, event("large"))) + "]"))
                .isEqualTo(202);

        String flow = get("/api/flows/large", "*/*").body();
        assertThat(flow).contains("\"stored_events\":12", "\"events_cursor\":\"");
        String path = "/api/flows/large/events?limit=4&cursor=";
        String second = get(path + cursor(flow, "events_cursor"), "*/*").body();
        String third = get(path + cursor(second, "cursor"), "*/*").body();
        assertThat(third).doesNotContain("\"cursor\"");
        assertThat((flow + second + third).split("\"event_id\"", -1)).hasSize(1 + 12);
        assertThat(get("/api/flows/large/sequence", "*/*").body()).contains("the first 5 of 12 events");
        assertThat(get("/flows/large", "text/html").body()).contains("its first 5 of 12 events");
        assertThat(get("/api/flows/none/events", "*/*").statusCode()).isEqualTo(404);
    }

    private static String cursor(String json, String name) {
        Matcher cursor = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(cursor.find()).isTrue();
        return cursor.group(1);
    }

    private static String event(String flow) {
        return "{\"correlation_id\":\"" + flow + "\",\"timestamp\":\"" + Instant.now() + "\",\"module_type\":\"shop\"}";
    }

    private int post(String events) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(uri("/api/events"))
                                .POST(HttpRequest.BodyPublishers.ofString(events))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private void assertStopped() throws Exception {
        assertThatThrownBy(() -> {
                    throw questions.failed.take();
                })
                .isInstanceOf(QueryFailedException.class)
                .hasRootCauseMessage("INTERRUPT Error: Interrupted!")
                .extracting(failure -> ((QueryFailedException) failure).reason())
                .isEqualTo(QueryFailedException.Reason.ABANDONED);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void send(Socket client, long thousands, String header) throws IOException {
        String request =
                "GET /test/count?thousands=" + thousands + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path)).header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
