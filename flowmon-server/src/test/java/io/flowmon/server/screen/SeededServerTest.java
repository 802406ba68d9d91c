/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.FlowmonServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A real server with its real store, in a real browser; each class has its own, which begins empty. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        classes = FlowmonServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "flowmon.server.zeromq.port=0")
abstract class SeededServerTest extends BrowserTest {

    @TempDir
    static Path data;

    SeededServerTest(int port) {
        super(port);
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    final void send(String events) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(home + "/api/events"))
                .POST(HttpRequest.BodyPublishers.ofString(events))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
}
