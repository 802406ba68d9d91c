/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.exported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.brokers.RedisBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a failure in production to a test that fails, to a mended application, to a test that passes. */
class ExportedTestIT {

    private static final String PACKAGE = "io.flowmon.exported";

    @TempDir
    static Path folder;

    private static Server server;
    private static RedisBroker redis;

    @TempDir
    Path sources;

    @BeforeAll
    static void start() throws IOException {
        server = new Server(folder);
        redis = RedisBroker.start();
        System.setProperty("exported.redis.port", Integer.toString(redis.port()));
        server.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        redis.close();
    }

    @BeforeEach
    void breakTheShop() {
        Shop.mended = false;
    }

    @Test
    void requestThatFailed_isATestThatFailsUntilTheApplicationIsMended() throws Exception {
        String flow = "order-" + UUID.randomUUID();
        try (ConfigurableApplicationContext production = production()) {
            HttpResponse<String> answer =
                    order(production, flow, "{\"id\":\"4711\",\"pieces\":0,\"card\":\"4111111111111111\"}");
            assertThat(answer.statusCode()).isEqualTo(500);
        }

        ExportedTest test = export(flow, "");

        assertThat(test.source())
                .contains(
                        "// It failed:\n//   POST /orders in shop: exception 500, java.lang.ArithmeticException: / by zero\n")
                .contains("//   body.card\n")
                .doesNotContain("4111111111111111");
        test.compile();
        assertThat(onlyFailure(test.run(PACKAGE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("""
                        Expecting no failures, but there is:
                          POST /orders in shop: exception, 500 ArithmeticException: / by zero

                        The flow""");

        Shop.mended = true;
        assertThat(test.run(PACKAGE).getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void messageThatFailed_isATestThatFailsUntilTheApplicationIsMended() throws Exception {
        String flow;
        try (ConfigurableApplicationContext production = production()) {
            production.getBean(StringRedisTemplate.class).opsForList().leftPush(Shop.LIST, " ");
            flow = await().atMost(Duration.ofSeconds(20))
                    .until(() -> flowBeginningWith("LIST " + Shop.LIST), found -> !found.isEmpty());
        }

        ExportedTest test = export(flow, "&module=shop").compile();

        assertThat(test.source()).contains("redis.opsForList().leftPush(\"exported-orders\", \" \");\n");
        assertThat(onlyFailure(test.run(PACKAGE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "  STEP pack in shop: exception, IllegalStateException: an order \"without\" an id");

        Shop.mended = true;
        assertThat(test.run(PACKAGE).getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void hostileFlow_isATestThatCompilesAndDoesNothingElse() throws Exception {
        String hostile = "\\\"); System.exit(1); // */ \\\\u0022 \\\\u000a \\n\\r \\u2028 \\u202e {x} \\u0000";
        for (String endpoint :
                new String[] {"POST /" + hostile, "LIST " + hostile, "CHANNEL " + hostile, "STREAM " + hostile}) {
            String flow = "hostile-" + UUID.randomUUID();
            String event = """
                    {"correlation_id":"%1$s","timestamp":"2026-11-22T10:00:00Z","module_type":"%2$s","message_type":"End call",\
                    "role":"receiver","endpoint":"%3$s","action_id":"%4$s","message_id":"%4$s","elapsed_time":0.01,\
                    "outcome":"exception","error":{"type":"%2$s","message":"%2$s"},"headers":{"X-A":"%2$s","%2$s":"x"},\
                    "service_params":{"path":"/%2$s","query":"%2$s","body":{"%2$s":"***%2$s","n":1.50}}}""".formatted(flow, hostile, endpoint, UUID.randomUUID());
            if (!endpoint.startsWith("POST")) {
                event = event.replace("End call", "End processing");
            }
            assertThat(server.postEvents(event).body()).contains("\"accepted\":1");

            export(flow, "").compile();
        }
    }

    private static ConfigurableApplicationContext production() {
        return new SpringApplicationBuilder(Shop.class)
                .properties("flowmon.server=" + server.address(), "server.port=0")
                .run();
    }

    private static HttpResponse<String> order(ConfigurableApplicationContext shop, String flow, String order)
            throws IOException, InterruptedException {
        String port = shop.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders"))
                .header("Content-Type", "application/json")
                .header("X-Correlation-Id", flow)
                .POST(HttpRequest.BodyPublishers.ofString(order))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private ExportedTest export(String flow, String parameters) throws IOException {
        HttpResponse<String> answer = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> server.get("/api/flows/" + flow + "/test?package=" + PACKAGE + parameters),
                        given -> given.statusCode() != 404);
        return ExportedTest.save(answer, sources);
    }

    /** The correlation id of a stored flow whose step failed; empty while there is none. */
    private static String flowBeginningWith(String endpoint) throws IOException, InterruptedException {
        String list = server.get("/api/flows?outcome=exception&endpoint=" + endpoint.replace(" ", "%20"))
                .body();
        JsonNode flows = JsonMapper.shared().readTree(list).path("flows");
        return flows.isEmpty() ? "" : flows.get(0).get("correlation_id").stringValue();
    }

    private static Throwable onlyFailure(TestExecutionSummary summary) {
        assertThat(summary.getFailures()).hasSize(1);
        return Objects.requireNonNull(summary.getFailures().get(0).getException());
    }
}
