/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.OpenApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Reactive applications run as without flowmon, and are told what is not recorded. */
@ExtendWith(OutputCaptureExtension.class)
class NotCoveredTests {

    private static final String WEB_FLUX = "flowmon does not record the calls to this service yet";
    private static final String WEB_CLIENT = "flowmon does not record calls by WebClient yet";
    private static final AutoConfigurations OURS =
            AutoConfigurations.of(FlowmonAutoConfiguration.class, FlowmonReactiveAutoConfiguration.class);

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(OURS).withPropertyValues("flowmon.sender.shutdown=0s");

    @Test
    void reactiveApplication_answersAndIsToldOnce(CapturedOutput output) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Reactive.class)
                .web(WebApplicationType.REACTIVE)
                .properties("server.port=0", "flowmon.sender.shutdown=0s", "flowmon.redis.lists=x")
                .run()) {
            WebClient client = WebClient.create(
                    "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));

            assertThat(client.get()
                            .uri("/orders/1")
                            .retrieve()
                            .bodyToMono(String.class)
                            .block())
                    .isEqualTo("order 1");
        }

        assertThat(output).containsOnlyOnce(WEB_FLUX).containsOnlyOnce(WEB_CLIENT);
    }

    @Test
    void reactiveContext_withFlowmonSwitchedOff_isToldNothing(CapturedOutput output) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues("flowmon.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("flowmon does not record");
    }

    @Test
    void webClient_isTold(CapturedOutput output) {
        runner.withBean(WebClient.class, WebClient::create)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).containsOnlyOnce(WEB_CLIENT).doesNotContain(WEB_FLUX);
    }

    @Test
    void noWebClient_isToldNothing(CapturedOutput output) {
        runner.run(context -> assertThat(context).hasNotFailed());
        runner.withClassLoader(new FilteredClassLoader(WebClient.class))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("flowmon does not record");
    }

    @Configuration(proxyBeanMethods = false)
    @OpenApplication
    static class Reactive {

        @Bean
        WebClient.Builder webClientBuilder() {
            return WebClient.builder();
        }

        @Bean
        Orders orders() {
            return new Orders();
        }
    }

    @RestController
    static class Orders {

        @GetMapping("/orders/{id}")
        Mono<String> order(@PathVariable("id") int id) {
            return Mono.just("order " + id);
        }
    }
}
