/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Heartbeat;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Times and durations that no arithmetic in nanoseconds can hold. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class AbsurdTimesTests {

    @TempDir
    static Path data;

    @Autowired
    ZeroMqIntake zeromq;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String flow = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @Test
    void event_ofFourHundredYears_breaksNoPage() throws Exception {
        String neighbour = UUID.randomUUID().toString();
        post(event(neighbour, ""));
        post(event(flow, """
                , "begin_timestamp": "1900-01-01T00:00:00Z", "end_timestamp": "2199-12-31T23:59:59Z",
                "elapsed_time": 1e300, "outcome": "ok", "role": "receiver", "message_id": "%s"
                """.formatted(UUID.randomUUID())));

        for (String path : new String[] {"/flows", "/api/flows"}) {
            HttpResponse<String> list = get(path);
            assertThat(list.statusCode()).as(path).isEqualTo(200);
            assertThat(list.body()).as(path).contains(flow, neighbour);
            assertThat(get(path + "/" + flow).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/api/flows/" + flow + "/sequence").statusCode()).isEqualTo(200);
        assertThat(get("/api/latency").statusCode()).isEqualTo(200);
        assertThat(get("/api/topology").statusCode()).isEqualTo(200);
    }

    @Test
    void messages_ofFourHundredYears_areFolded() throws Exception {
        UUID parent = UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            UUID message = UUID.randomUUID();
            post(event(flow, Instant.now(), """
                    , "endpoint": "LIST queue", "message_type": "Send message", "role": "sender", "outcome": "ok",
                    "begin_timestamp": "1900-01-01T00:00:00Z", "message_id": "%s", "parent_message_id": "%s"
                    """.formatted(message, parent)));
            post(event(flow, Instant.parse("2199-01-01T00:00:00Z"), """
                    , "endpoint": "LIST queue", "message_type": "End processing", "role": "receiver", "outcome": "ok",
                    "message_id": "%s"
                    """.formatted(message)));
        }

        assertThat(get("/flows/" + flow).statusCode()).isEqualTo(200);
        assertThat(get("/api/flows/" + flow + "/sequence").body()).contains("in the bus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=%2B999999999-01-01T00:00:00Z",
                "from=-999999999-01-01T00:00:00Z",
                "to=%2B999999999-12-31T23:59:59",
                "min_duration=9999999999999999d",
                "min_duration=PT9223372036854775807S",
                "min_duration=-1s"
            })
    void search_beyondAllTimes_isAProblem(String query) throws Exception {
        HttpResponse<String> screen = get("/flows?" + query);
        assertThat(screen.statusCode()).isEqualTo(200);
        assertThat(screen.body()).contains("role=\"alert\"");

        assertThat(get("/api/flows?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void heartbeat_sentBeyondAllTimes_losesNoBatch() throws Exception {
        UUID session = UUID.randomUUID();
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(new Batch(session, 1, PayloadEncoding.JSON, bytes("[" + event(flow, "") + "]")));
            for (String time : new String[] {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"}) {
                dealer.send(new Heartbeat(session, bytes("""
                        {"module_type":"shop","module_id":"shop_1","state":"up","sent_at":"%s","offered":1}
                        """.formatted(time))));
            }
            dealer.send(new Batch(session, 2, PayloadEncoding.JSON, bytes("[" + event(flow, "") + "]")));

            await().until(() -> new Acknowledgement(session, 2).equals(dealer.receive()));
        }
        assertThat(JsonMapper.shared()
                        .readTree(get("/actuator/health").body())
                        .at("/components/store/status")
                        .asString())
                .isEqualTo("UP");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(String flow, String more) {
        return event(flow, Instant.now(), more);
    }

    private static String event(String flow, Instant timestamp, String more) {
        return "{\"correlation_id\":\"%s\",\"timestamp\":\"%s\",\"module_type\":\"shop\"%s}"
                .formatted(flow, timestamp, more);
    }

    private void post(String event) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/events").POST(HttpRequest.BodyPublishers.ofString(event)));
        assertThat(answer.body()).contains("\"accepted\":1");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
