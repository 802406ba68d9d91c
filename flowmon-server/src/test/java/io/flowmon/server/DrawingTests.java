/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.drawing.ExpectedFiles;
import io.flowmon.server.drawing.ShopFlow;
import io.flowmon.server.drawing.text.DrawingFormat;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every drawing as a program gets it: events over HTTP into the real store, drawings over HTTP out of it. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "flowmon.server.query.answers=1MB"})
class DrawingTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOUR = "from=2026-11-22T11:30:00Z&to=2026-11-22T12:30:00Z";

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @BeforeEach
    void fillStore() throws Exception {
        store(ShopFlow.healthy("good-1", NOON));
        store(ShopFlow.healthy("good-2", NOON.plusSeconds(60)));
        store(ShopFlow.failed("bad", NOON.plusSeconds(120)));
        store(ShopFlow.healthy("good-after", NOON.plusSeconds(180)));
        store(ShopFlow.failed("lonely", NOON.minusSeconds(90 * 86_400)));
    }

    @ParameterizedTest
    @EnumSource
    void sequence_ofAFlow_isDrawn(DrawingFormat format) throws Exception {
        assertDrawn("shop-sequence", format, "/api/flows/bad/sequence?");
    }

    @ParameterizedTest
    @EnumSource
    void topologyGraph_ofARange_isDrawn(DrawingFormat format) throws Exception {
        assertDrawn("shop-topology", format, "/api/topology/graph?" + HOUR);
    }

    @ParameterizedTest
    @EnumSource
    void flowsGraph_ofAllThatMatch_isDrawn(DrawingFormat format) throws Exception {
        assertDrawn("shop-flows", format, "/api/flows/graph?" + HOUR);
    }

    @ParameterizedTest
    @EnumSource
    void difference_fromTheLastHealthyFlow_isDrawn(DrawingFormat format) throws Exception {
        assertDrawn("shop-difference", format, "/api/flows/bad/difference?");
    }

    @Test
    void difference_asJson_tellsStepsByWhatDiffers() throws Exception {
        HttpResponse<String> answer = get("/api/flows/bad/difference?format=json");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        ExpectedFiles.assertIs("shop-difference.json", answer.body() + "\n");
    }

    @Test
    void difference_fromANamedFlow_isFromThatOne() throws Exception {
        assertThat(get("/api/flows/bad/difference?format=json&with=good-after").body())
                .contains("\"other\":{\"correlation_id\":\"good-after\"");
    }

    @Test
    void difference_withoutAHealthyFlowBefore_isAProblem() throws Exception {
        HttpResponse<String> answer = get("/api/flows/lonely/difference");

        assertProblem(answer, 404);
        assertThat(answer.body()).contains("No healthy flow to compare with", "shop POST /orders", "with=");
    }

    @Test
    void difference_fromTheLastHealthyFlow_passesOverWhatIsOpenOrBeganElsewhere() throws Exception {
        Instant start = NOON.minus(300, ChronoUnit.DAYS);
        store(ShopFlow.healthy("whole", start));
        store(ShopFlow.healthy("open", start.plusSeconds(10)).stream()
                .filter(event -> !(event.moduleType().equals("shop")
                        && event.messageType().equals("End call")))
                .toList());
        List<StoredEvent> elsewhere = new ArrayList<>(ShopFlow.healthy("elsewhere", start.plusSeconds(20)));
        elsewhere.add(
                new EventBuilder("elsewhere", 99, start.plusSeconds(19), "gateway", "internal", "log", "x").build());
        store(elsewhere);
        store(ShopFlow.failed("last", start.plusSeconds(30)));

        assertThat(get("/api/flows/last/difference").body()).contains("compared with whole, ok");
    }

    @Test
    void difference_fromAHealthyFlowWeeksAgo_isFound() throws Exception {
        store(ShopFlow.healthy("weeks-ago", NOON.minus(200, ChronoUnit.DAYS)));
        store(ShopFlow.failed("now", NOON.minus(175, ChronoUnit.DAYS)));

        assertThat(get("/api/flows/now/difference").body()).contains("compared with weeks-ago, ok");
    }

    @Test
    void flowsGraph_ofMoreThanAllAnswersMayHold_readsThemOneByOne() throws Exception {
        Instant start = NOON.minus(400, ChronoUnit.DAYS);
        for (int i = 0; i < 6; i++) {
            store(List.of(new EventBuilder("large-" + i, 0, start, "shop", "receiver", "End call", "POST /x")
                    .message("large-" + i)
                    .params("{\"body\":\"" + "x".repeat(300 * 1024) + "\"}")
                    .build()));
        }

        assertThat(get("/api/flows/graph?from=%s&to=%s".formatted(start, start.plusSeconds(1)))
                        .body())
                .contains("6 flows, 0 failed");
    }

    @Test
    void flowsGraph_withAFilter_drawsThoseThatMatch() throws Exception {
        assertThat(get("/api/flows/graph?outcome=exception&" + HOUR).body())
                .contains("1 flow, 1 failed", "CHANNEL failures")
                .doesNotContain("LIST invoices");
    }

    @Test
    void flowsGraph_ofMoreFlowsThanTheLimit_saysHowManyAreLeftOut() throws Exception {
        assertThat(get("/api/flows/graph?limit=1&" + HOUR).body())
                .contains("1 flow, 0 failed", "… 3 other flows match and are not drawn");
    }

    @Test
    void default_isMermaid() throws Exception {
        assertThat(get("/api/flows/graph?" + HOUR).body()).startsWith("flowchart LR\n");
        assertThat(get("/api/topology/graph").body()).startsWith("flowchart LR\n");
        assertThat(get("/api/flows/bad/difference").body()).startsWith("flowchart LR\n");
        assertThat(get("/api/flows/bad/sequence").body()).startsWith("sequenceDiagram\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/flows/bad/sequence?format=svg",
                "/api/flows/graph?format=svg",
                "/api/topology/graph?format=json",
                "/api/flows/bad/difference?format=svg"
            })
    void format_thatIsNotThere_isAProblemWithThoseThatAre(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertProblem(answer, 400);
        assertThat(answer.body()).contains("Unsupported format", "format=mermaid, format=plantuml, format=dot");
        assertThat(answer.body().contains("format=json")).isEqualTo(path.contains("difference"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/flows/unknown/sequence?format=dot",
                "/api/flows/unknown/difference",
                "/api/flows/bad/difference?with=unknown"
            })
    void flow_thatIsNotThere_isAProblem(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertProblem(answer, 404);
        assertThat(answer.body()).contains("Flow not found", "\"correlation_id\":\"unknown\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/flows/graph?outcome=fine",
                "/api/flows/graph?cursor=x",
                "/api/flows/graph?limit=501",
                "/api/topology/graph?from=yesterday",
                "/api/flows/bad/difference?wiht=good-1"
            })
    void parameter_thatIsWrong_isAProblem(String path) throws Exception {
        assertProblem(get(path), 400);
    }

    private void assertDrawn(String name, DrawingFormat format, String path) throws Exception {
        HttpResponse<String> answer = get(path + "&format=" + format.name().toLowerCase(Locale.ROOT));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        ExpectedFiles.assertIs(name, format, answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    /** Stored once, however often it is sent. */
    private void store(List<StoredEvent> events) throws Exception {
        HttpRequest request = request("/api/events")
                .header("Idempotency-Key", events.get(0).correlationId())
                .POST(HttpRequest.BodyPublishers.ofString(EventJson.of(events)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"rejected\":[]");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
