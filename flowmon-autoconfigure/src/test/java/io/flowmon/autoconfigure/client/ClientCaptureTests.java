/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

@SuppressWarnings({"NullAway.Init", "try"}) // the server is started before each test; scopes are there to be closed
class ClientCaptureTests {

    private static final String CORRELATION_ID = "flow-1";
    private static final UUID PARENT = Uuids.create();
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final CurrentFlow currentFlow = new CurrentFlow(List.of());
    private RecordingHttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new RecordingHttpServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    static Stream<ClientHttpRequestFactoryBuilder<?>> factories() {
        return Stream.of(
                ClientHttpRequestFactoryBuilder.jdk(),
                ClientHttpRequestFactoryBuilder.httpComponents(),
                ClientHttpRequestFactoryBuilder.jetty(),
                ClientHttpRequestFactoryBuilder.simple());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void request_withAndWithoutFlowmon_isTheSameButForTheIds(ClientHttpRequestFactoryBuilder<?> factory) {
        List<Consumer<RestClient>> calls = List.of(
                client -> client.get().uri("/orders/{id}", 1).retrieve().body(String.class),
                client -> client.post().uri("/orders").body("text").retrieve().body(String.class),
                client -> client.post()
                        .uri("/orders")
                        .body(Map.of("a", 1))
                        .retrieve()
                        .body(String.class),
                client -> client.post().uri("/orders").body(stream()).retrieve().toBodilessEntity(),
                client -> client.post()
                        .uri("/orders")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(org.springframework.util.MultiValueMap.fromSingleValue(Map.of("f", "g")))
                        .retrieve()
                        .body(String.class),
                client -> client.post().uri("/empty").retrieve().body(String.class),
                client -> client.put()
                        .uri("/orders")
                        .body(new byte[] {65, 66})
                        .retrieve()
                        .body(String.class),
                client -> client.delete().uri("/orders/1").retrieve().toBodilessEntity());
        for (Consumer<RestClient> call : calls) {
            application("flowmon.client.enabled=false").run(context -> call.accept(restClient(context, factory)));
            String without = server.lastRequest();
            inApplication(context -> call.accept(restClient(context, factory)));
            String with = server.lastRequest();

            assertThat(with).containsIgnoringCase("X-Correlation-Id: ").containsIgnoringCase("X-Message-Id: ");
            assertThat(with.replaceAll("(?mi)^X-(Correlation|Message)-Id: .*\r\n", ""))
                    .isEqualTo(without);
        }
        assertThat(publisher.events()).hasSize(2 * calls.size());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void streamedBody_staysChunkedAndIsReported(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> restClient(context, factory)
                .post()
                .uri("/orders")
                .contentType(MediaType.TEXT_PLAIN)
                .body(stream())
                .retrieve()
                .toBodilessEntity());

        assertThat(server.lastRequest()).containsIgnoringCase("Transfer-Encoding: chunked");
        assertThat(text(assertThat(end().serviceParams()).isNotNull().actual().body()))
                .isEqualTo("streamed");
    }

    @ParameterizedTest
    @MethodSource("factories")
    void restTemplate_isReportedAsOneMessage(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> {
            RestTemplate template = restTemplate(context, factory);
            try (CurrentFlow.Scope scope = currentFlow.open(new FlowContext(CORRELATION_ID, PARENT, true))) {
                String answer =
                        template.postForObject(server.url() + "/orders/{id}?x={x}", "question", String.class, 4711, 1);
                assertThat(answer).isEqualTo(RecordingHttpServer.ANSWER);
            }
        });

        assertThat(publisher.events())
                .extracting(Event::messageType)
                .containsExactly(MessageTypes.BEGIN_SERVICE_CALL, MessageTypes.END_SERVICE_CALL);
        Event end = end();
        assertThat(end.endpoint()).isEqualTo("POST /orders/{id}");
        assertThat(end.correlationId()).isEqualTo(CORRELATION_ID);
        assertThat(end.role()).isEqualTo(Role.SENDER);
        assertThat(end.parentMessageId()).isEqualTo(PARENT);
        assertThat(end.peer()).isEqualTo("localhost:" + server.port());
        assertThat(end.actionId()).isEqualTo(publisher.events().get(0).actionId());
        assertThat(server.lastRequest())
                .containsIgnoringCase("X-Correlation-Id: flow-1\r\n")
                .containsIgnoringCase("X-Message-Id: " + end.messageId() + "\r\n");
        assertThat(end.serviceParams()).isNotNull().satisfies(params -> {
            assertThat(params.path()).isEqualTo("/orders/4711");
            assertThat(params.query()).isEqualTo("x=1");
            assertThat(text(params.body())).isEqualTo("question");
        });
        assertThat(end.result()).isNotNull().satisfies(result -> {
            assertThat(result.status()).isEqualTo(200);
            assertThat(text(result.body())).isEqualTo(RecordingHttpServer.ANSWER);
        });
        assertThat(outcome()).isEqualTo(Outcome.OK);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void serverError_isReportedWithItsBody(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> restClient(context, factory)
                .get()
                .uri("/fails")
                .retrieve()
                .onStatus(HttpStatusCode::isError, (request, response) -> assertThat(response.getBody())
                        .hasContent(RecordingHttpServer.ANSWER))
                .toBodilessEntity());

        assertThat(outcome()).isEqualTo(Outcome.SERVER_ERROR);
        assertThat(end().result()).isNotNull().satisfies(result -> assertThat(text(result.body()))
                .isEqualTo(RecordingHttpServer.ANSWER));
    }

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
    void builderGivenAFactoryAfterwards_isStillCaptured() {
        inApplication(context -> {
            RestClient.Builder builder = context.getBean(RestClient.Builder.class)
                    .apply(applied -> applied.requestFactory(new SimpleClientHttpRequestFactory()));
            builder.clone()
                    .baseUrl(server.url())
                    .build()
                    .get()
                    .uri("/a/{b}", 1)
                    .retrieve()
                    .body(String.class);
        });

        assertThat(end().endpoint()).isEqualTo("GET /a/{b}");
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
    void foreignHost_getsNoIdsAndIsStillReported() {
        application("flowmon.client.propagate-to=*.example.com")
                .run(context -> context.getBean(RestTemplateBuilder.class)
                        .build()
                        .getForObject(server.url() + "/a", String.class));

        assertThat(server.lastRequest()).doesNotContain("X-Correlation-Id", "X-Message-Id");
        assertThat(publisher.events()).hasSize(2);
    }

    @Test
    void flowThatIsNotSampled_isPassedOnAndNotReported() {
        inApplication(context -> {
            RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
            try (CurrentFlow.Scope scope = currentFlow.open(new FlowContext(CORRELATION_ID, PARENT, false))) {
                template.getForObject(server.url() + "/a", String.class);
            }
        });

        assertThat(server.lastRequest()).containsIgnoringCase("X-Flow-Sampled: 0");
        assertThat(publisher.events()).isEmpty();
    }

    private void inApplication(Consumer<ApplicationContext> work) {
        application().run(context -> {
            assertThat(context).hasNotFailed();
            work.accept(context);
        });
        await().until(() -> publisher.events().size() % 2 == 0);
    }

    private ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        FlowmonClientAutoConfiguration.class,
                        HttpClientAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        RestClientAutoConfiguration.class,
                        RestTemplateAutoConfiguration.class))
                .withPropertyValues(properties)
                .withBean(CurrentFlow.class, () -> currentFlow)
                .withBean(RecordingPublisher.class, () -> publisher);
    }

    private RestClient restClient(ApplicationContext context, ClientHttpRequestFactoryBuilder<?> factory) {
        return context.getBean(RestClient.Builder.class)
                .baseUrl(server.url())
                .requestFactory(build(factory))
                .build();
    }

    private static RestTemplate restTemplate(ApplicationContext context, ClientHttpRequestFactoryBuilder<?> factory) {
        return context.getBean(RestTemplateBuilder.class)
                .requestFactoryBuilder(factory)
                .readTimeout(PATIENCE)
                .build();
    }

    private static ClientHttpRequestFactory build(ClientHttpRequestFactoryBuilder<?> factory) {
        return factory.build(HttpClientSettings.defaults());
    }

    private static InputStreamResource stream() {
        return new InputStreamResource(new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8)));
    }

    private Event end() {
        return publisher.events().stream()
                .filter(event -> event.messageType().equals(MessageTypes.END_SERVICE_CALL))
                .findFirst()
                .orElseThrow();
    }

    private Outcome outcome() {
        Completion completion = assertThat(end().completion()).isNotNull().actual();
        return completion.outcome();
    }

    private static @Nullable String text(@Nullable CapturedBody body) {
        return body == null ? null : new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
