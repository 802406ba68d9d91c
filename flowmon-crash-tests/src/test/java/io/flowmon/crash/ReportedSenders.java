/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code GET /api/senders} answers. */
final class ReportedSenders {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServerProcess server;

    ReportedSenders(ServerProcess server) {
        this.server = server;
    }

    /** One sender's entry. */
    record Entry(
            String state,
            long offered,
            long stored,
            long rejected,
            long dropped,
            @Nullable Long gap) {}

    /** All of them, by {@code module_id}. */
    Map<String, Entry> ask() throws Exception {
        Map<String, Entry> entries = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/senders?limit=500&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            for (JsonNode one : page.get("senders")) {
                entries.put(one.get("module_id").asString(), entry(one));
            }
            cursor = page.path("cursor").asString("");
        } while (!cursor.isEmpty());
        return entries;
    }

    private static Entry entry(JsonNode one) {
        long dropped = 0;
        for (JsonNode count : one.get("dropped")) {
            dropped += count.asLong();
        }
        return new Entry(
                one.get("state").asString(),
                one.get("offered").asLong(),
                one.get("stored").asLong(),
                one.get("rejected").asLong(),
                dropped,
                one.has("gap") ? one.get("gap").asLong() : null);
    }

    private JsonNode get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
