/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RawHttp;
import io.flowmon.autoconfigure.test.SealedEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The actuator of a service that shows all values of its configuration: the name of the vault's key, and never the key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the service is started before all tests
class VaultInActuatorTests {

    private ConfigurableApplicationContext context;
    private RawHttp http;

    @BeforeAll
    void start() {
        context = new SpringApplicationBuilder(Service.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=flowmon,env,configprops",
                        "management.endpoint.env.show-values=always",
                        "management.endpoint.configprops.show-values=always",
                        "flowmon.server=127.0.0.1:1",
                        "flowmon.sender.shutdown=0ms",
                        "flowmon.vault.key=" + SealedEvents.KEY,
                        "flowmon.vault.key-id=k-2026",
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
    void state_tellsTheNameOfTheKey() {
        assertThat(get("/actuator/flowmon"))
                .startsWith("HTTP/1.1 200")
                .contains("\"vault\":{\"key\":\"k-2026\",\"maxSize\":65536,\"sealed\":0,\"tooLarge\":0}");
    }

    @Test
    void environmentAndProperties_tellEverythingButTheKey() {
        for (String path : new String[] {"/actuator/env", "/actuator/env/flowmon.vault.key", "/actuator/configprops"}) {
            assertThat(get(path))
                    .as(path)
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain(SealedEvents.KEY)
                    .contains("******");
        }
        assertThat(get("/actuator/configprops")).contains("k-2026");
    }

    @Test
    void argumentsOfTheProgram_areNotTold_ifTheKeyIsAmongThem() {
        assertThat(shown("service.jar --flowmon.vault.key=pssst")).isEqualTo(SanitizableData.SANITIZED_VALUE);
        assertThat(shown("service.jar --server.port=0")).isEqualTo("service.jar --server.port=0");
    }

    private static @Nullable Object shown(String command) {
        return new FlowmonSanitizingAutoConfiguration()
                .flowmonSanitizingFunction()
                .apply(new SanitizableData(null, "sun.java.command", command))
                .getValue();
    }

    private String get(String path) {
        return http.exchange("GET " + path + " HTTP/1.1", "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {ManagementWebSecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
    static class Service {}
}
