/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Clients that the application builds itself, with the lines that docs/developers.md shows. */
class HandMadeClientTests extends ClientTest {

    @Test
    void interceptorAndFactory_togetherReportOnce() {
        inApplication(context -> context.getBean(RestTemplateBuilder.class)
                .additionalInterceptors(context.getBean(FlowmonClientHttpRequestInterceptor.class))
                .build()
                .getForObject(server.url() + "/a/{b}", String.class, 1));

        assertThat(publisher.events()).hasSize(2);
    }

    @Test
    void interceptorAlone_reportsTheCallAndLeavesTheAnswerReadable() {
        inApplication(context -> {
            RestTemplate template = new RestTemplate();
            template.getInterceptors().add(context.getBean(FlowmonClientHttpRequestInterceptor.class));
            assertThat(template.postForObject(server.url() + "/a", "question", String.class))
                    .isEqualTo(RecordingHttpServer.ANSWER);
        });

        assertThat(publisher.events()).hasSize(2);
        assertThat(end().endpoint()).isEqualTo("POST localhost");
        assertThat(server.lastRequest()).contains("X-Message-Id: " + end().messageId());
    }

    @Test
    void factoryWrappedByHand_isCapturedOnce() {
        inApplication(context -> {
            ClientCapture capture = context.getBean(ClientCapture.class);
            ClientHttpRequestFactory factory = capture.wrap(
                    new BufferingClientHttpRequestFactory(capture.wrap(new SimpleClientHttpRequestFactory())));
            RestClient.builder()
                    .requestFactory(factory)
                    .build()
                    .get()
                    .uri(server.url())
                    .retrieve()
                    .body(String.class);
        });

        assertThat(publisher.events()).hasSize(2);
    }

    @Test
    void restTemplate_captureIsAddedTo_isNamedByItsTemplateAndStaysAsItWas() {
        inApplication(context -> {
            ClientCapture capture = context.getBean(ClientCapture.class);
            RestTemplate template = new RestTemplate(new JdkClientHttpRequestFactory());
            template.getInterceptors().add((request, body, execution) -> execution.execute(request, body));
            capture.addTo(template);
            capture.addTo(template);
            assertThat(template.getInterceptors()).hasSize(1);
            template.postForObject(server.url() + "/orders/{id}", "question", String.class, 1);
        });

        assertThat(publisher.events()).hasSize(2);
        assertThat(end().endpoint()).isEqualTo("POST /orders/{id}");
    }

    @Test
    void restClient_withWrappedFactory_isNamedByItsTemplate() {
        inApplication(context -> {
            ClientCapture capture = context.getBean(ClientCapture.class);
            RestClient client = RestClient.builder()
                    .requestFactory(capture.wrap(new JdkClientHttpRequestFactory()))
                    .build();
            client.get().uri(server.url() + "/orders/{id}", 1).retrieve().body(String.class);
        });

        assertThat(publisher.events()).hasSize(2);
        assertThat(end().endpoint()).isEqualTo("GET /orders/{id}");
    }

    @Test
    void restClient_withInterceptor_isNamedByItsTemplate() {
        inApplication(context -> {
            RestClient client = RestClient.builder()
                    .requestInterceptor(context.getBean(FlowmonClientHttpRequestInterceptor.class))
                    .build();
            client.get().uri(server.url() + "/orders/{id}", 1).retrieve().body(String.class);
        });

        assertThat(publisher.events()).hasSize(2);
        assertThat(end().endpoint()).isEqualTo("GET /orders/{id}");
    }

    @Test
    void restClientOfACapturedRestTemplate_isReportedOnce() {
        inApplication(context -> RestClient.create(
                        context.getBean(RestTemplateBuilder.class).build())
                .get()
                .uri(server.url() + "/orders/{id}", 1)
                .retrieve()
                .body(String.class));

        assertThat(publisher.events()).hasSize(2);
        assertThat(end().endpoint()).isEqualTo("GET /orders/{id}");
    }
}
