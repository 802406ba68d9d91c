/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Tables as CSV files: the same rows as the JSON has, whole or said to be a part, and harmless in a spreadsheet. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "flowmon.server.rules.enabled=false"})
class CsvExportTests {

    private static final int FLOWS = 1_200;
    private static final String HOSTILE = "=HYPERLINK(\"http://x\",\"a\nb\") é";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private static boolean seeded;

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
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            events.add(Map.of(
                    "correlation_id",
                    "flow-" + i,
                    "timestamp",
                    Instant.now().minusMillis(10L * i).toString(),
                    "module_type",
                    i == 0 ? HOSTILE : "shop",
                    "endpoint",
                    "GET /items",
                    "message_id",
                    UUID.randomUUID().toString(),
                    "message_type",
                    "End call",
                    "role",
                    "receiver",
                    "elapsed_time",
                    0.25,
                    "outcome",
                    i % 3 == 0 ? "exception" : "ok"));
        }
        events.add(Map.of("correlation_id", "flow-x", "timestamp", "@yesterday", "module_type", "shop"));
        HttpRequest request = request("/api/events")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(events)))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        seeded = true;
    }

    @ParameterizedTest
    @CsvSource({
        "/api/flows, flows.csv, correlation_id, 1200",
        "/api/flows?outcome=failed&module=shop, flows.csv, correlation_id, 399",
        "/api/messages, messages.csv, message_id, 1200",
        "/api/messages?state=failed, messages.csv, message_id, 400",
        "/api/endpoints, endpoints.csv, module, 2",
        "/api/endpoints?module=shop&endpoint=GET+/items&message_type=End+call, endpoints.csv, module, 1",
        "/api/endpoints?endpoint=GET+/nothing, endpoints.csv, module, 0",
        "/api/advice?module=shop, advice.csv, module, 1",
        "/api/rejected, rejected.csv, received_at, 1",
        "/api/alerts, alerts.csv, id, 0",
        "/api/replays, replays.csv, id, 0",
        "/api/audit, audit.csv, timestamp, 0"
    })
    void table_asCsv_hasTheRowsOfTheCall(String path, String file, String firstColumn, int rows) throws Exception {
        HttpResponse<String> answer = get(path + (path.contains("?") ? "&" : "?") + "format=csv");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + file + "\"");
        assertThat(answer.headers().firstValue("Link")).isEmpty();
        assertThat(answer.body()).contains("\r\n");
        List<List<String>> read = read(answer.body());
        assertThat(read.get(0)).startsWith(firstColumn);
        assertThat(read).hasSize(rows + 1).allSatisfy(row -> assertThat(row).hasSameSizeAs(read.get(0)));
    }

    @Test
    void part_saysThatItIsOne_andLeadsToTheRest() throws Exception {
        List<String> ids = new ArrayList<>();
        List<String> files = new ArrayList<>();
        String path = "/api/flows?format=csv&limit=700&module=shop";
        while (path != null) {
            HttpResponse<String> answer = get(path);
            files.add(answer.headers().firstValue("Content-Disposition").orElseThrow());
            List<List<String>> rows = read(answer.body());
            rows.subList(1, rows.size()).forEach(row -> ids.add(row.get(0)));
            Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            path = next.matches() ? next.group(1) : null;
        }
        assertThat(files).hasSize(2);
        assertThat(files.get(0)).contains("\"flows-first-700.csv\"");
        assertThat(files.get(1)).contains("\"flows.csv\"");
        assertThat(ids).hasSize(FLOWS - 1).doesNotHaveDuplicates();
    }

    @Test
    void formula_ofAStranger_staysText_andQuotesAndLinesSurvive() throws Exception {
        List<List<String>> endpoints = read(get("/api/endpoints?format=csv").body());
        assertThat(endpoints).anySatisfy(row -> assertThat(row.get(0)).isEqualTo("'" + HOSTILE));
        assertThat(read(get("/api/rejected?format=csv").body()).get(1)).noneMatch(cell -> cell.startsWith("@"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/flows?format=xml",
                "/api/flows?format=",
                "/api/flows?format=csv&limit=10001",
                "/api/flows?format=csv&modul=shop",
                "/api/flows?format=csv&outcome=odd",
                "/api/flows?format=csv&cursor=odd",
                "/api/endpoints?format=xml",
                "/api/replays?format=xml",
                "/api/rejected?format=csv&from=2026-01-01T00:00:00Z"
            })
    void wrongParameter_isAProblem(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void messagesOfAReplayThatIsNone_areAProblem() throws Exception {
        assertThat(get("/api/replays/4711/messages?format=csv").statusCode()).isEqualTo(404);
    }

    private static List<List<String>> read(String csv) throws Exception {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
