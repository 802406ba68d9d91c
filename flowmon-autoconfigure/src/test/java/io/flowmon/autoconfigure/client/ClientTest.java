/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** An application with Spring Boot's builders, and a server that it calls. */
@SuppressWarnings("NullAway.Init") // the server is started before each test
abstract class ClientTest {

    static final Duration PATIENCE = Duration.ofMillis(300);

    final RecordingPublisher publisher = new RecordingPublisher();
    final CurrentFlow currentFlow = new CurrentFlow(List.of());
    RecordingHttpServer server;

    @BeforeEach
    final void startServer() throws IOException {
        server = new RecordingHttpServer();
    }

    @AfterEach
    final void stopServer() throws IOException {
        server.close();
    }

    static Stream<ClientHttpRequestFactoryBuilder<?>> factories() {
        return Stream.of(
                ClientHttpRequestFactoryBuilder.jdk(),
                ClientHttpRequestFactoryBuilder.httpComponents(),
                ClientHttpRequestFactoryBuilder.jetty(),
                ClientHttpRequestFactoryBuilder.simple());
    }

    /** Runs {@code work}, and waits until every call of it has been reported to its end. */
    final void inApplication(Consumer<ApplicationContext> work) {
        inApplication(application(), work);
    }

    final void inApplication(ApplicationContextRunner application, Consumer<ApplicationContext> work) {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            work.accept(context);
        });
        await().until(() -> publisher.events().size() % 2 == 0);
    }

    final ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        FlowmonClientAutoConfiguration.class,
                        HttpClientAutoConfiguration.class,
                        ImperativeHttpClientAutoConfiguration.class,
                        HttpServiceClientPropertiesAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        RestClientAutoConfiguration.class,
                        RestTemplateAutoConfiguration.class,
                        HttpServiceClientAutoConfiguration.class))
                .withPropertyValues(properties)
                .withBean(CurrentFlow.class, () -> currentFlow)
                .withBean(RecordingPublisher.class, () -> publisher);
    }

    final RestClient restClient(ApplicationContext context, ClientHttpRequestFactoryBuilder<?> factory) {
        return context.getBean(RestClient.Builder.class)
                .baseUrl(server.url())
                .requestFactory(build(factory))
                .build();
    }

    static RestTemplate restTemplate(ApplicationContext context, ClientHttpRequestFactoryBuilder<?> factory) {
        return context.getBean(RestTemplateBuilder.class)
                .requestFactoryBuilder(factory)
                .readTimeout(PATIENCE)
                .build();
    }

    static ClientHttpRequestFactory build(ClientHttpRequestFactoryBuilder<?> factory) {
        return factory.build(HttpClientSettings.defaults());
    }

    static InputStreamResource stream() {
        return new InputStreamResource(new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8)));
    }

    final List<Event> ends() {
        return publisher.ofType(MessageTypes.END_SERVICE_CALL);
    }

    final Event end() {
        return ends().get(0);
    }

    final Outcome outcome() {
        return completion().outcome();
    }

    final Completion completion() {
        return assertThat(end().completion()).isNotNull().actual();
    }

    static @Nullable String text(@Nullable CapturedBody body) {
        return body == null ? null : new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
