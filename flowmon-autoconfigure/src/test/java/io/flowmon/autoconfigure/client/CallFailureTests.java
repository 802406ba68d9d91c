/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.event.Event;
import io.flowmon.core.event.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** Calls that get no answer, or get it late, or again. */
class CallFailureTests extends ClientTest {

    @ParameterizedTest
    @MethodSource("factories")
    void timeout_isReportedAsTimeout(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> {
            RestTemplate template = restTemplate(context, factory);
            assertThatThrownBy(() -> template.getForObject(server.url() + "/silent", String.class))
                    .isInstanceOf(ResourceAccessException.class);
        });

        assertThat(outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(publisher.events()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void refusedConnection_isReportedAsException(ClientHttpRequestFactoryBuilder<?> factory) throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        inApplication(context -> {
            RestTemplate template = restTemplate(context, factory);
            assertThatThrownBy(() -> template.getForObject("http://localhost:" + nobody + "/x", String.class))
                    .isInstanceOf(ResourceAccessException.class);
        });

        assertThat(outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(end().completion()).isNotNull().satisfies(completion -> assertThat(completion.error())
                .isNotNull());
    }

    @Test
    void retriesAboveTheFactory_areMessagesOfTheirOwn() {
        inApplication(context -> context.getBean(RestTemplateBuilder.class)
                .additionalInterceptors((request, body, execution) -> {
                    execution.execute(request, body).close();
                    return execution.execute(request, body);
                })
                .build()
                .getForObject(server.url() + "/a/{b}", String.class, 1));

        assertThat(publisher.events()).hasSize(4).extracting(Event::endpoint).containsOnly("GET /a/{b}");
        assertThat(publisher.events().stream().map(Event::messageId).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void connectTimeout_isReportedAsTimeout(ClientHttpRequestFactoryBuilder<?> factory) throws IOException {
        try (FullServer full = new FullServer()) {
            inApplication(context -> {
                RestTemplate template = context.getBean(RestTemplateBuilder.class)
                        .requestFactoryBuilder(factory)
                        .connectTimeout(PATIENCE)
                        .build();
                assertThatThrownBy(() -> template.getForObject(full.url(), String.class))
                        .isInstanceOf(ResourceAccessException.class);
            });
        }

        assertThat(outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(publisher.events()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void answerThatBreaksOff_isReportedAsException(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> assertThatThrownBy(
                        () -> restTemplate(context, factory).getForObject(server.url() + "/cut", byte[].class))
                .isInstanceOf(RestClientException.class));

        assertThat(outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(publisher.events()).hasSize(2);
    }

    /** The client of HttpComponents repeats by itself, below the factory: to the application that is one attempt. */
    @Test
    void retryBelowTheFactory_isOneMessage() {
        inApplication(context -> restClient(context, ClientHttpRequestFactoryBuilder.httpComponents())
                .get()
                .uri("/flaky")
                .retrieve()
                .body(String.class));

        assertThat(server.requests()).hasSize(2);
        assertThat(publisher.events()).hasSize(2);
        assertThat(outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void retryTemplate_attemptsAreMessagesOfTheirOwn() {
        inApplication(context -> {
            RestClient client = restClient(context, ClientHttpRequestFactoryBuilder.jdk());
            assertThat(new RetryTemplate(RetryPolicy.withMaxRetries(2))
                            .invoke(() -> client.get().uri("/flaky").retrieve().body(String.class)))
                    .isEqualTo(RecordingHttpServer.ANSWER);
        });

        assertFailedOnceThenWentWell();
    }

    @Test
    void retryableMethod_attemptsAreMessagesOfTheirOwn() {
        inApplication(application().withUserConfiguration(Retrying.class), context -> assertThat(
                        context.getBean(Caller.class).call(server.url() + "/flaky"))
                .isEqualTo(RecordingHttpServer.ANSWER));

        assertFailedOnceThenWentWell();
    }

    private void assertFailedOnceThenWentWell() {
        assertThat(ends())
                .extracting(event ->
                        assertThat(event.completion()).isNotNull().actual().outcome())
                .containsExactly(Outcome.SERVER_ERROR, Outcome.OK);
        assertThat(publisher.events()).hasSize(4);
        assertThat(publisher.events().stream().map(Event::messageId).distinct()).hasSize(2);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Retrying {

        @Bean
        Caller caller(RestClient.Builder builder) {
            return new Caller(
                    builder.requestFactory(new JdkClientHttpRequestFactory()).build());
        }
    }

    static class Caller {

        private final RestClient client;

        Caller(RestClient client) {
            this.client = client;
        }

        @Retryable(maxRetries = 2, delay = 1)
        @Nullable
        String call(String url) {
            return client.get().uri(url).retrieve().body(String.class);
        }
    }

    /** Accepts nobody, and has no room for anybody who waits to be accepted. */
    private static final class FullServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> waiting = new ArrayList<>();

        FullServer() throws IOException {
            boolean room = true;
            while (room) {
                Socket client = new Socket();
                waiting.add(client);
                try {
                    client.connect(new InetSocketAddress("localhost", socket.getLocalPort()), 200);
                } catch (SocketTimeoutException full) {
                    room = false;
                }
            }
        }

        String url() {
            return "http://localhost:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket client : waiting) {
                client.close();
            }
            socket.close();
        }
    }
}
