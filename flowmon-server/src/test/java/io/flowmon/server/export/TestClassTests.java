/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static io.flowmon.server.flow.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestClassTests extends TestClassFixture {

    @Test
    void failedRequest_isSentAgainAndExpectedToGoWell() {
        shopThatFails();

        TestClass test = TestClass.of(flow(), null, "com.example.shop");

        assertThat(test.name()).isEqualTo("PostOrdersFlowTest");
        assertThat(test.source()).isEqualTo("""
                        package com.example.shop;

                        import static org.assertj.core.api.Assertions.assertThat;

                        import io.flowmon.core.event.Outcome;
                        import io.flowmon.test.CapturedFlow;
                        import io.flowmon.test.CapturedFlows;
                        import io.flowmon.test.spring.CaptureFlows;
                        import java.net.URI;
                        import java.net.http.HttpClient;
                        import java.net.http.HttpRequest;
                        import java.net.http.HttpResponse;
                        import org.junit.jupiter.api.Test;
                        import org.springframework.boot.test.context.SpringBootTest;
                        import org.springframework.boot.test.web.server.LocalServerPort;

                        // Made by flowmon-server from the flow f of 2026-11-22T10:00:00Z.
                        // It failed:
                        //   POST /orders in shop: exception 500, java.lang.IllegalStateException: no price
                        // These values were masked before they left the service. Fill in by hand what the application needs:
                        //   query
                        //   header Authorization
                        //   body.customer.card
                        @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
                        @CaptureFlows
                        class PostOrdersFlowTest {

                            @LocalServerPort
                            private int port;

                            @Test
                            void flow_goesWell(CapturedFlows flows) throws Exception {
                                HttpRequest request = HttpRequest.newBuilder(
                                                URI.create("http://localhost:" + port + "/orders?token=***&note=a%20b%7C"))
                                        .header("Authorization", "***")
                                        .header("Content-Type", "application/json")
                                        .header("X-Tag", "a")
                                        .header("X-Tag", "b")
                                        .method("POST", HttpRequest.BodyPublishers.ofString("{\\"id\\":4711,\\"customer\\":{\\"card\\":\\"***\\"}}"))
                                        .build();
                                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());

                                CapturedFlow flow = flows.startingWith("shop", "POST /orders");
                                // What had happened when it failed; add what should have followed.
                                assertThat(flow)
                                        .containsHopsInOrder("POST /orders", "GET /stock/{id}")
                                        // In production not so, see above.
                                        .hasNoFailures()
                                        .hasOutcome(Outcome.OK)
                                        .everyMessageIsReceived();
                            }
                        }
                        """);
    }

    @Test
    void healthyFlow_expectsExactlyItsHops_andNamesTheOtherServices() {
        healthyOrder("ok");

        assertThat(TestClass.of(flow(), null, null).source())
                .startsWith("import static org.assertj")
                .contains("// Nothing failed in it; it took 80 ms.\n")
                .contains("// Move it into the package of the application,")
                .contains(
                        "// Took part: shop, worker. The test needs all of them: start the others with\n// new Spring")
                .contains(".initializers(FlowCapture.into(flows)), or ask for a test of one of them: ?module=\n")
                .contains("""
                                CapturedFlow flow = flows.startingWith("shop", "POST /orders");
                                assertThat(flow)
                                        .hasHops("POST /orders", "LIST app_queue")
                                        .hasNoFailures()
                                        .hasOutcome(Outcome.OK)
                                        .everyMessageIsReceived();
                        """);
    }

    @Test
    void oneModule_beginsWithWhatItReceived() {
        healthyOrder("exception");

        assertThat(TestClass.of(flow(), "worker", null).source())
                .contains("//   LIST app_queue in worker: exception, java.lang.IllegalStateException: no box\n")
                .doesNotContain("Took part")
                .contains("    @Autowired\n    private StringRedisTemplate redis;\n")
                .contains("        redis.opsForList().leftPush(\"app_queue\", \"{\\\"id\\\":4711}\");\n")
                .contains("flows.startingWith(\"worker\", \"LIST app_queue\");\n")
                .contains(".containsHopsInOrder(\"LIST app_queue\")\n");
        assertThat(TestClass.of(flow(), "shop", null).source())
                .contains("// Nothing failed in it;")
                .contains(".hasHops(\"POST /orders\", \"LIST app_queue\")\n")
                .contains(".hasOutcome(Outcome.OK);\n")
                .doesNotContain("everyMessageIsReceived");
    }

    @Test
    void channelAndStream_areSentByTheTemplate() {
        events.add(event(0, "shop", "sender", "Send message", "CHANNEL news")
                .message("m")
                .action("a")
                .closes(Duration.ofMillis(1), "ok")
                .params("{\"body\":\"all sold\",\"body_size\":8}")
                .build());
        assertThat(TestClass.of(flow(), null, null).source())
                .contains("        redis.convertAndSend(\"news\", \"all sold\");\n")
                .contains("//   CHANNEL news was received by nobody\n")
                .contains("""
                                        // In production nobody received: CHANNEL news
                                        .everyMessageIsReceived();
                        """);

        events.clear();
        events.add(event(0, "worker", "receiver", "Received message", "STREAM orders")
                .message("m")
                .action("a")
                .params("{\"body\":{\"id\":\"4711\",\"card\":\"***\",\"n\":1}}")
                .build());
        events.add(event(5, "worker", "receiver", "End processing", "STREAM orders")
                .message("m")
                .action("a")
                .closes(Duration.ofMillis(5), "ok")
                .build());
        assertThat(TestClass.of(flow(), null, null).source()).contains("""
                                Map<String, String> entry = new LinkedHashMap<>();
                                entry.put("id", "4711");
                                entry.put("card", "***");
                                entry.put("n", "1");
                                redis.opsForStream().add("orders", entry);
                        """).contains("//   entry.card\n");
    }

    @Test
    void formAndBodiesThatAreNotThere() {
        events.add(request("POST /form", "{\"path\":\"/form\",\"form\":{\"a b\":\"1&2\",\"c\":[\"x\",\"***\"]}}")
                .build());
        assertThat(TestClass.of(flow(), null, null).source())
                .contains("ofString(\"a+b=1%262&c=x&c=***\")")
                .contains("//   form.c[1]\n")
                .contains("// No headers were recorded.\n");

        events.clear();
        events.add(request("PUT /image", "{\"path\":\"/image\",\"body_size\":70000}")
                .build());
        assertThat(TestClass.of(flow(), null, null).source())
                .contains(".method(\"PUT\", HttpRequest.BodyPublishers.noBody())")
                .contains("// The request had a body of 70000 bytes that was not recorded.\n");

        events.clear();
        events.add(
                request("PUT /text", "{\"path\":\"/text\",\"body\":\"***\",\"body_size\":9000,\"body_truncated\":true}")
                        .build());
        assertThat(TestClass.of(flow(), null, null).source())
                .contains("// Of the request's body only the first part was recorded.\n")
                .contains("//   body\n");
    }

    @Test
    void repeatedAttempts_areExpectedOnce_andConcurrentHopsInAnyOrder() {
        events.add(request("GET /a", "{\"path\":\"/a\"}").build());
        call(10, "1", "server_error", 5);
        call(20, "2", "server_error", 5);
        call(30, "3", "ok", 5);
        assertThat(TestClass.of(flow(), null, null).source())
                .contains("// It failed:\n//   GET /b in shop: server_error\n//   GET /b in shop: server_error\n")
                .contains(".hasHops(\"GET /a\", \"GET /b\")\n                // In production not so");

        events.clear();
        events.add(request("GET /a", "{\"path\":\"/a\"}").build());
        call(10, "1", "ok", 5);
        call(12, "2", "ok", 5);
        assertThat(TestClass.of(flow(), null, null).source())
                .contains(".hasHopsInAnyOrder(\"GET /a\", \"GET /b\", \"GET /b\")");
    }

    private void shopThatFails() {
        events.add(event(0, "shop", "receiver", "Begin call", "POST /orders")
                .message("m")
                .action("a")
                .build());
        events.add(event(5, "shop", "sender", "End service call", "GET /stock/{id}")
                .message("n")
                .parent("m")
                .action("b")
                .closes(Duration.ofMillis(3), "ok")
                .build());
        events.add(event(9, "shop", "receiver", "End call", "POST /orders")
                .message("m")
                .action("a")
                .closes(Duration.ofMillis(9), "exception")
                .error("java.lang.IllegalStateException", "no price")
                .headers("{\"Host\":\"shop:80\",\"Authorization\":\"***\",\"Content-Type\":\"application/json\","
                        + "\"X-Correlation-Id\":\"f\",\"X-Tag\":[\"a\",\"b\"],\"bad name\":\"x\"}")
                .params("{\"path\":\"/orders\",\"query\":\"token=***&note=a%20b|\","
                        + "\"body\":{\"id\":4711,\"customer\":{\"card\":\"***\"}},\"body_size\":44}")
                .result("{\"status\":500}")
                .build());
    }

    private void call(long end, String name, String outcome, long millis) {
        events.add(event(end, "shop", "sender", "End service call", "GET /b")
                .message(name)
                .parent("m")
                .action("call " + name)
                .closes(Duration.ofMillis(millis), outcome)
                .build());
    }
}
