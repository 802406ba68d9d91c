/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.brokers.FreePorts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest
@AutoConfigureMockMvc
class MiddleEndWithoutRedisTests {

    @Autowired
    private MockMvcTester mvc;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        int port = FreePorts.next();
        registry.add("spring.data.redis.port", () -> port);
    }

    @Test
    void endpoint2_redisAway_answers503AndWhatToSet() {
        assertThat(mvc.post()
                        .uri("/endpoint2")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"numberOfMessages\":2,\"timeToSpend\":0}"))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"pushed":0,"detail":"Redis took 0 of 2 messages. Check spring.data.redis.host and spring.data.redis.port."}
                        """);
    }

    @Test
    void health_redisAway_isDown() {
        assertThat(mvc.get().uri("/actuator/health/readiness")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(mvc.get().uri("/actuator/health/liveness")).hasStatusOk();
    }
}
