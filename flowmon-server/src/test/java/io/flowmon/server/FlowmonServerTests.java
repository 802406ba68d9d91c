/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Heartbeat;
import io.flowmon.core.wire.WireMessage.Rejection;
import io.flowmon.core.wire.WireMessage.Window;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class FlowmonServerTests {

    @TempDir
    static Path data;

    @Autowired
    ZeroMqIntake zeromq;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String flow = UUID.randomUUID().toString();
    private final UUID session = UUID.randomUUID();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @Test
    void batch_overZeroMq_isAcknowledgedAndListed() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(1, "[" + event() + "," + event() + "]"));

            assertThat(dealer.receive()).isEqualTo(new Window(session, 4 * 1024 * 1024));
            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));
        }

        HttpResponse<String> flows = get("/api/flows?q=" + flow);
        assertThat(flows.statusCode()).isEqualTo(200);
        assertThat(flows.body()).contains("\"correlation_id\":\"" + flow + "\"", "\"events\":2");
    }

    @Test
    void batch_repeatedOrWithAGap_isAnsweredWithTheLastNumberAndStoredOnce() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(1, "[" + event() + "]"));
            dealer.send(batch(1, "[" + event() + "]"));
            dealer.send(batch(7, "[" + event() + "]"));
            dealer.receive();

            for (int i = 0; i < 3; i++) {
                assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));
            }
        }
        assertThat(get("/api/flows?q=" + flow).body()).contains("\"events\":1");
    }

    @Test
    void batch_compressed_isStored() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(("[" + event() + "]").getBytes(StandardCharsets.UTF_8));
        }
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(new Batch(session, 1, PayloadEncoding.JSON_GZIP, compressed.toByteArray()));
            dealer.receive();

            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));
        }
    }

    @Test
    void batch_undecodable_isRejectedAndTheSessionGoesOn() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(1, "[nonsense " + flow));
            dealer.receive();
            WireMessage answer = dealer.receive();
            assertThat(answer).isInstanceOf(Rejection.class);
            assertThat(((Rejection) answer).number()).isEqualTo(1);
            assertThat(((Rejection) answer).reason()).startsWith("not JSON");

            List<byte[]> unknownEncoding = new ArrayList<>(batch(2, "[]").frames());
            unknownEncoding.set(3, "json+zstd".getBytes(StandardCharsets.UTF_8));
            dealer.send(unknownEncoding);
            assertThat(dealer.receive()).isInstanceOf(Rejection.class);

            dealer.send(new Batch(session, 3, PayloadEncoding.JSON_GZIP, new byte[] {1, 2, 3}));
            assertThat(dealer.receive()).isInstanceOf(Rejection.class);

            dealer.send(batch(4, "[" + event() + "]"));
            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 4));
        }
        assertThat(get("/api/rejected").body()).contains("[nonsense " + flow);
    }

    @Test
    void batch_withOneBadEvent_neighboursAreStored() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(1, "[" + event() + ",{\"bad\":\"" + flow + "\"}," + event() + "]"));
            dealer.receive();
            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));
        }
        assertThat(get("/api/flows?q=" + flow).body()).contains("\"events\":2");
        assertThat(get("/api/rejected").body()).contains("correlation_id is missing", flow);
    }

    @Test
    void hostileMessages_doNotStopTheIntake() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send("");
            dealer.send("[".repeat(100_000));
            dealer.send(List.of(new byte[0], new byte[0]));
            dealer.send(List.of("B1".getBytes(StandardCharsets.UTF_8), new byte[3]));
            dealer.send(List.of("H1".getBytes(StandardCharsets.UTF_8), new byte[16], new byte[0]));
            dealer.send(batch(1, "[" + event() + "]"));
            dealer.receive();
            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));
        }
    }

    @Test
    void heartbeat_isAnsweredWithTheWindow() throws Exception {
        HeartbeatReport report = new HeartbeatReport(
                "shop", "shop_1", HeartbeatReport.State.UP, Instant.now(), 3, Map.of("full", 1L), null);
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(new Heartbeat(session, report.toJson()));

            assertThat(dealer.receive()).isInstanceOf(Window.class);
        }
    }

    @Test
    void singleFrame_isStoredWithoutAnswer() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(event());
        }
        await().untilAsserted(
                        () -> assertThat(get("/api/flows?q=" + flow).body()).contains("\"events\":1"));
    }

    @Test
    void post_mixed_tellsWhatWasTaken() throws Exception {
        HttpResponse<String> answer = post("[" + event() + ",{}]", Map.of());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":1,\"rejected\":[{\"index\":1,\"reason\":\"correlation_id is missing\"}]}");
        assertThat(get("/api/flows?q=" + flow).body()).contains("\"events\":1");
    }

    @Test
    void post_lines_areTakenOneByOne() throws Exception {
        HttpResponse<String> answer =
                post(event() + "\nnonsense\n" + event(), Map.of("Content-Type", "application/x-ndjson"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":2", "\"index\":1");
    }

    @Test
    void post_sameKeyTwice_storesOnce() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", flow);
        String event = event();

        assertThat(post(event, key).body()).isEqualTo(post(event, key).body()).contains("\"accepted\":1");
        assertThat(post("[]", key).statusCode()).isEqualTo(422);
        assertThat(get("/api/flows?q=" + flow).body()).contains("\"events\":1");
    }

    @Test
    void post_notJsonOrTooLarge_isAProblem() throws Exception {
        HttpResponse<String> notJson = post("nonsense", Map.of());
        assertThat(notJson.statusCode()).isEqualTo(400);
        assertThat(notJson.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(notJson.body()).contains("not JSON");

        assertThat(post(" ".repeat(9 * 1024 * 1024), Map.of()).statusCode()).isEqualTo(413);
    }

    @Test
    void get_wrongParameters_areProblems() throws Exception {
        for (String query : List.of(
                "/api/flows?from=yesterday",
                "/api/flows?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/api/flows?min_duration=long",
                "/api/flows?limit=0",
                "/api/flows?outcome=fine",
                "/api/flows?cursor=nonsense",
                "/api/latency?buckets=-1",
                "/api/endpoints?module=shop&limit=3",
                "/api/flow-rates?buckets=0",
                "/api/intake-rates?from=x",
                "/api/server?all=true",
                "/api/topology?to=x",
                "/api/topology?form=2026-01-02T00:00:00Z",
                "/api/flows?modul=shop",
                "/api/flows?key.=4711",
                "/api/flows/" + flow + "?limit=3",
                "/api/rejected?cursor=x")) {
            HttpResponse<String> answer = get(query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).as(query).contains("application/problem+json");
            assertThat(answer.body()).as(query).contains("\"detail\"");
        }
    }

    @Test
    void get_foreignOrigin_isForbidden() throws Exception {
        HttpResponse<String> foreign = send(request("/api/flows").header("Origin", "http://evil.example"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("other web pages");
        assertThat(send(request("/api/flows").header("Origin", "http://localhost:" + port))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void latencyAndTopology_answer() throws Exception {
        post("[" + event() + "]", Map.of());

        assertThat(get("/api/latency?buckets=1").body()).contains("\"elapsed_seconds\":{\"p1\":", "\"errors\":0");
        assertThat(get("/api/flow-rates?buckets=1").body()).contains("\"failed\":0", "\"duration_seconds\":{\"p1\":");
        assertThat(get("/api/intake-rates?buckets=1").body()).contains("\"events\":");
        assertThat(get("/api/server").body())
                .contains("\"source\":\"http\"", "\"disk_free\":", "\"port\":" + zeromq.port(), "\"enabled\":false");
        assertThat(get("/api/endpoints").body()).contains("\"message_type\":", "\"errors\":0", "\"omitted\":0");
        assertThat(get("/api/topology").body()).contains("\"nodes\":[", "\"edges\":[");
    }

    @Test
    void health_tellsStoreAndIntake() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"store\":{", "\"zeromq_port\":" + zeromq.port());
        post(event(), Map.of());
        assertThat(get("/actuator/prometheus").body()).contains("flowmon_intake_events_total{source=\"http\"}");
    }

    private Batch batch(long number, String json) {
        return new Batch(session, number, PayloadEncoding.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private String event() {
        return "{\"correlation_id\":\"" + flow + "\",\"timestamp\":\"" + Instant.now()
                + "\",\"module_type\":\"shop\",\"elapsed_time\":1,\"outcome\":\"ok\"}";
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/api/events").POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
