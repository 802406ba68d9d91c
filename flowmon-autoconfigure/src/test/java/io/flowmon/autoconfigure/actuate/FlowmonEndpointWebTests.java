/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The endpoint as an operator uses it, in a service whose server is away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the service is started before all tests
class FlowmonEndpointWebTests {

    private static final String POST = "POST /actuator/flowmon HTTP/1.1\nContent-Type: application/json";

    private ConfigurableApplicationContext context;
    private RawHttp http;

    @BeforeAll
    void start() {
        context = new SpringApplicationBuilder(Service.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=flowmon,health,metrics",
                        "management.endpoint.health.show-details=always",
                        "flowmon.server=127.0.0.1:1",
                        "flowmon.sender.shutdown=0ms",
                        "spring.autoconfigure.exclude="
                                + "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration,"
                                + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
                .run();
        http = new RawHttp(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void get_showsTheState() {
        get("/nowhere");

        await().untilAsserted(() -> assertThat(get("/actuator/flowmon"))
                .startsWith("HTTP/1.1 200")
                .contains("\"server\":\"tcp://127.0.0.1:1\"")
                .contains("\"connected\":false")
                .contains("\"state\":\"connecting\"")
                .contains("\"offered\":2")
                .contains("\"acknowledged\":0")
                .contains("\"dropped\":{}"));
    }

    @Test
    void post_showsWhatWouldLeaveOfAJsonPayload() {
        String answer = http.exchange(
                POST,
                "{\"contentType\":\"application/json\",\"payload\":\"{\\\"password\\\":\\\"geheim\\\",\\\"order\\\":4711}\"}");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"password\":\"***\"")
                .contains("\"order\":4711")
                .contains("\"masked\":1")
                .doesNotContain("geheim");
    }

    @Test
    void post_withoutAContentType_isMaskedAsWhatItLooksLike() {
        assertThat(http.exchange(POST, "{\"payload\":\"token=geheim&order=4711\"}"))
                .startsWith("HTTP/1.1 200")
                .contains("order=4711")
                .doesNotContain("geheim");
    }

    @Test
    void post_withoutAPayload_isRefused() {
        assertThat(http.exchange(POST, "{\"contentType\":\"text/plain\"}")).startsWith("HTTP/1.1 400");
    }

    @Test
    void health_whileTheServerIsAway_isUp() {
        assertThat(get("/actuator/health"))
                .startsWith("HTTP/1.1 200")
                .contains("\"flowmon\":{")
                .contains("\"connected\":false")
                .contains("\"status\":\"UNKNOWN\"");
    }

    @Test
    void metrics_haveTheDocumentedName() {
        assertThat(get("/actuator/metrics/flowmon.events.offered")).startsWith("HTTP/1.1 200");
    }

    private String get(String path) {
        return http.exchange("GET " + path + " HTTP/1.1", "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {ManagementWebSecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
    static class Service {}
}
