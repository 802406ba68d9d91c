/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.client.support.RestTemplateAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** HTTP interfaces over the clients that Spring Boot's builders make. */
@SuppressWarnings("removal") // rootUri is what applications of Spring Boot 4.0 have
class HttpInterfaceTests extends ClientTest {

    @Test
    void interfaceOverRestClient_isCapturedByItsTemplate() {
        inApplication(context -> call(RestClientAdapter.create(
                context.getBean(RestClient.Builder.class).baseUrl(server.url()).build())));

        assertReported();
    }

    @Test
    void interfaceOverRestTemplate_isCapturedByItsTemplate() {
        inApplication(context -> call(RestTemplateAdapter.create(
                context.getBean(RestTemplateBuilder.class).rootUri(server.url()).build())));

        assertReported();
    }

    private static void call(HttpExchangeAdapter adapter) {
        Orders orders = HttpServiceProxyFactory.builderFor(adapter).build().createClient(Orders.class);
        assertThat(orders.order(4711, "short")).isEqualTo(RecordingHttpServer.ANSWER);
        assertThat(orders.create(Map.of("a", 1))).isEqualTo(RecordingHttpServer.ANSWER);
    }

    private void assertReported() {
        assertThat(ends()).hasSize(2);
        assertThat(ends().get(0).endpoint()).isEqualTo("GET /orders/{id}");
        assertThat(ends().get(0).serviceParams()).isNotNull().satisfies(params -> {
            assertThat(params.path()).isEqualTo("/orders/4711");
            assertThat(params.query()).isEqualTo("view=short");
        });
        assertThat(ends().get(1).endpoint()).isEqualTo("POST /orders");
        assertThat(ends().get(1).serviceParams()).isNotNull().satisfies(params -> assertThat(text(params.body()))
                .isEqualTo("{\"a\":1}"));
    }
}
