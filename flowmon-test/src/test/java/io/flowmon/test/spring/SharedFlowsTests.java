/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.brokers.RedisBroker;
import io.flowmon.test.CapturedFlows;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two applications, and one place where their flows meet. */
class SharedFlowsTests {

    private final CapturedFlows flows = new CapturedFlows();

    @Test
    void messageFromOneApplicationToTheOther_isOneFlow() {
        try (ConfigurableApplicationContext shop = start("shop", Quiet.class);
                ConfigurableApplicationContext worker = start("worker", Worker.class)) {
            shop.getBean(StringRedisTemplate.class).opsForList().leftPush(Worker.LIST, "4711");

            assertThat(flows.startingWith("shop", "LIST test-orders"))
                    .hasHops("LIST test-orders")
                    .everyMessageIsReceived()
                    .step("LIST test-orders")
                    .happensIn("shop")
                    .happensIn("worker")
                    .flow()
                    .step("STEP pack")
                    .happensIn("worker");
            assertThat(worker.getBean(CapturedFlows.class)).isSameAs(flows);
        }
    }

    @Test
    void withoutAReceiver_theMessageIsMissed() {
        try (ConfigurableApplicationContext shop = start("shop", Quiet.class)) {
            StringRedisTemplate redis = shop.getBean(StringRedisTemplate.class);
            redis.opsForList().leftPush("test-lost", "4711");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(
                                    flows.within(Duration.ofMillis(600)).single())
                            .everyMessageIsReceived())
                    .withMessageStartingWith("Expecting every message to be received, but not:\n"
                            + "  LIST test-lost, sent by shop\n\nThe flow ");
            redis.delete("test-lost");
        }
    }

    @Test
    void switchedOff_nothingIsCapturedAndTheReasonTold() {
        try (ConfigurableApplicationContext shop = start("shop", Quiet.class, "flowmon.enabled=false")) {
            assertThat(shop.isActive()).isTrue();
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> flows.within(Duration.ZERO).single())
                    .withMessageContaining("No sender has begun to send: is flowmon.enabled=false");
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Quiet {}

    private ConfigurableApplicationContext start(String name, Class<?> application, String... properties) {
        return new SpringApplicationBuilder(application)
                .initializers(FlowCapture.into(flows))
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=" + name,
                        "spring.main.banner-mode=off",
                        "spring.data.redis.port=" + RedisBroker.shared().port(),
                        "flowmon.redis.lists=test-*")
                .properties(properties)
                .run();
    }
}
