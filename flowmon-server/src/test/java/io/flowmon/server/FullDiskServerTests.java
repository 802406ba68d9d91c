/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** No disk has as much free as is asked for here. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "flowmon.server.disk.min-free=1000000TB"})
class FullDiskServerTests {

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @Test
    void post_isAskedToComeAgain_andHealthSaysWhy() throws Exception {
        await().until(() -> send(request("/actuator/health")).statusCode() == 503);

        assertThat(send(request("/actuator/health")).body())
                .contains("\"status\":\"DOWN\"", "are to stay free (flowmon.server.disk.min-free)", "\"disk_free\":");
        HttpResponse<String> answer = send(request("/api/events").POST(HttpRequest.BodyPublishers.ofString("[]")));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("Nothing can be stored at present", "flowmon.server.disk.min-free");
        assertThat(send(request("/actuator/prometheus")).body())
                .contains("flowmon_store_writable 0.0", "flowmon_store_size_bytes{part=\"file\"}");
        assertThat(send(request("/api/flows")).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
