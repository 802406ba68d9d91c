/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.sender.EventSender;
import io.flowmon.test.CapturedFlow;
import io.flowmon.test.CapturedFlows;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

@DirtiesContext // its worker must not outlive Redis
@SpringBootTest(
        classes = Shop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=shop", "flowmon.redis.lists=test-*"})
@CaptureFlows
class CaptureFlowsTests {

    private static final String CARD = "4111111111111111";

    @Autowired
    private CapturedFlows flows;

    @LocalServerPort
    private int port;

    private RestClient stranger = RestClient.create();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", RedisBroker.shared()::port);
    }

    @BeforeEach
    void callTheShop() {
        stranger = RestClient.create("http://localhost:" + port);
    }

    @Test
    void order_goesThroughCallAndList() {
        order("4711");

        assertThat(flows).hasSize(1);
        CapturedFlow order = flows.startingWith("shop", "POST /orders");
        assertThat(order)
                .hasHops("POST /orders", "GET /stock/{id}", "LIST test-orders")
                .hasOutcome(Outcome.OK)
                .hasNoFailures()
                .everyMessageIsReceived()
                .isFasterThan(Duration.ofMinutes(1))
                .hasBusinessKey("order_id", "4711")
                .holdsNoneOf(CARD)
                .holdsNoSecrets();
        assertThat(order).step("STEP pack").hasOutcome(Outcome.OK);
        assertThat(flows.ofCorrelation(order.correlationId()).toString())
                .containsPattern("\n {2}POST /orders +→ shop +[0-9.]+ ms  ok\n")
                .containsPattern("\n {4}GET /stock/\\{id} +shop → shop +[0-9.]+ ms  ok\n")
                .containsPattern("\n {4}LIST test-orders +shop → shop +[0-9.]+ ms  ok\n");
    }

    @Test
    void failureInTheWorker_isAFailureOfTheFlow(CapturedFlows given) {
        order(" ");

        assertThat(given).isSameAs(flows);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(given.within(Duration.ofSeconds(1)).single())
                        .containsHops("LIST test-orders")
                        .hasNoFailures())
                .withMessageStartingWith("Expecting no failures, but there is:\n")
                .withMessageContaining(
                        "  STEP pack in shop: exception, IllegalStateException: an order without an id\n");
    }

    @RepeatedTest(3)
    void eachTest_beginsWithoutFlows() {
        assertThat(flows).isEmpty();
        order("4711");
    }

    @Test
    void everythingBeforeTheTransport_isTheApplicationsOwn(@Autowired EventSender sender, CapturedFlows given) {
        long before = sender.statistics().acknowledged();

        order("4711");

        assertThat(given.single().events()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(event -> assertThat(
                        event.get("module_type").stringValue())
                .isEqualTo("shop"));
        assertThat(sender.statistics().acknowledged()).isGreaterThanOrEqualTo(before + 8);
        assertThat(sender.statistics().dropped()).isEmpty();
    }

    @Nested
    class InANestedClass {

        @Test
        void flows_areCapturedAsWell(CapturedFlows given) {
            assertThat(given).isSameAs(flows).satisfies(none -> assertThat(none).isEmpty());
            order("4711");
            assertThat(given).hasSize(1);
        }
    }

    private void order(String id) {
        stranger.post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"id\":\"" + id + "\",\"card\":\"" + CARD + "\"}")
                .retrieve()
                .toBodilessEntity();
    }
}
