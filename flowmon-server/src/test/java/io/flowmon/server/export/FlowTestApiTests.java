/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.FlowmonServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        classes = FlowmonServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "flowmon.server.rules.enabled=false"})
class FlowTestApiTests {

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String flow = UUID.randomUUID().toString();
    private final UUID action = UUID.randomUUID();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @Test
    void flow_isAJavaFileNamedLikeItsClass() throws Exception {
        store("GET /orders/{id}", "{\"path\":\"/orders/4711\"}");

        HttpResponse<String> test = get("/test?package=com.example.shop&module=shop");

        assertThat(test.statusCode()).isEqualTo(200);
        assertThat(test.headers().firstValue("Content-Type")).hasValue("text/x-java-source;charset=UTF-8");
        assertThat(test.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"GetOrdersIdFlowTest.java\"");
        assertThat(test.body())
                .startsWith("package com.example.shop;\n")
                .contains("class GetOrdersIdFlowTest {")
                .contains("\"/orders/4711\"");
    }

    @Test
    void wrongParameters_areRefusedInWords() throws Exception {
        store("GET /orders/{id}", "{\"path\":\"/orders/4711\"}");

        assertProblem(get("/test?module=stock"), 400, "module must be one of this flow: shop");
        for (String name : new String[] {"com.class", "x;import+java.io.*", "a..b", "com.ex%C3%A4mple", "%5Cu0041"}) {
            assertProblem(get("/test?package=" + name), 400, "package must be the name of a Java package");
        }
        assertProblem(get("/test?modul=shop"), 400, "There is no parameter modul here");
    }

    @Test
    void unknownFlow_isNotFound() throws Exception {
        assertProblem(get("/test"), 404, "No event is stored under this correlation id");
    }

    @Test
    void flowThatNoTestCanCause_isAProblemThatSaysWhy() throws Exception {
        store("GET /orders/{id}", "{}");

        HttpResponse<String> refused = get("/test");

        assertProblem(refused, 422, "It begins with GET /orders/{id}, whose path was not recorded.");
        assertThat(refused.body()).contains("\"title\":\"No test can be made of this flow\"");
    }

    @Test
    void call_isACommand_ofTheFirstOrOfTheNamedAction() throws Exception {
        store("GET /orders/{id}", "{\"path\":\"/orders/4711\"}");

        HttpResponse<String> command = get("/curl");

        assertThat(command.statusCode()).isEqualTo(200);
        assertThat(command.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(command.body()).startsWith("curl --globoff ").endsWith("'/orders/4711'\n");
        assertThat(get("/curl?action=" + action).body()).isEqualTo(command.body());
    }

    @Test
    void callThatNoCommandCanSend_isAProblemThatSaysWhy() throws Exception {
        assertProblem(get("/curl"), 404, "No event is stored under this correlation id");
        store("GET /orders/{id}", "{}");

        assertProblem(get("/curl"), 422, "Its path was not recorded.");
        assertProblem(get("/curl?action=first"), 400, "action must be a UUID");
        assertProblem(
                get("/curl?action=" + UUID.randomUUID()), 400, "action must be the action_id of one of this flow");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":\"" + detail);
    }

    private void store(String endpoint, String params) throws IOException, InterruptedException {
        String event = """
                {"correlation_id":"%s","timestamp":"2026-11-22T10:00:00Z","module_type":"shop","message_type":"End call",\
                "role":"receiver","endpoint":"%s","action_id":"%s","message_id":"%s","elapsed_time":0.01,"outcome":"ok",\
                "service_params":%s}""".formatted(flow, endpoint, action, UUID.randomUUID(), params);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/api/flows/" + flow + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
