/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** What an event tells about a call. */
@SuppressWarnings("try") // scopes are there to be closed
class CallReportTests extends ClientTest {

    private static final String CORRELATION_ID = "flow-1";
    private static final UUID PARENT = Uuids.create();

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

    @ParameterizedTest
    @MethodSource("factories")
    void errorHandlers_seeTheBodyAndTheCallIsReported(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> {
            assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
                    .isThrownBy(
                            () -> restTemplate(context, factory).getForObject(server.url() + "/missing", String.class))
                    .satisfies(
                            error -> assertThat(error.getResponseBodyAsString()).isEqualTo(RecordingHttpServer.ANSWER));
            assertThatExceptionOfType(HttpServerErrorException.ServiceUnavailable.class)
                    .isThrownBy(() -> restClient(context, factory)
                            .get()
                            .uri("/fails")
                            .retrieve()
                            .body(String.class))
                    .satisfies(
                            error -> assertThat(error.getResponseBodyAsString()).isEqualTo(RecordingHttpServer.ANSWER));
        });

        assertThat(ends())
                .extracting(event ->
                        assertThat(event.completion()).isNotNull().actual().outcome())
                .containsExactly(Outcome.CLIENT_ERROR, Outcome.SERVER_ERROR);
        assertThat(ends()).allSatisfy(event -> assertThat(text(answer(event))).isEqualTo(RecordingHttpServer.ANSWER));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void gzippedAnswer_isReportedAsWhatItsHeadersSayItIs(ClientHttpRequestFactoryBuilder<?> factory)
            throws IOException {
        AtomicReference<byte[]> without = new AtomicReference<>();
        AtomicReference<byte[]> with = new AtomicReference<>();
        application("flowmon.client.enabled=false")
                .run(context ->
                        without.set(restTemplate(context, factory).getForObject(server.url() + "/gzip", byte[].class)));
        inApplication(
                context -> with.set(restTemplate(context, factory).getForObject(server.url() + "/gzip", byte[].class)));

        assertThat(with.get()).isEqualTo(without.get());
        CapturedBody answer = answer(end());
        byte[] plain = "gzip".equals(answer.contentEncoding())
                ? new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes()
                : answer.bytes();
        assertThat(plain).asString().isEqualTo(RecordingHttpServer.ANSWER);
    }

    @Test
    void answerInBufferingFactory_isReadTwiceAndReportedOnce() {
        inApplication(context -> assertThat(context.getBean(RestTemplateBuilder.class)
                        .requestFactory(
                                () -> new BufferingClientHttpRequestFactory(new SimpleClientHttpRequestFactory()))
                        .additionalInterceptors(readingTheAnswer())
                        .build()
                        .getForObject(server.url() + "/a", String.class))
                .isEqualTo(RecordingHttpServer.ANSWER));

        assertThat(publisher.events()).hasSize(2);
        assertThat(text(answer(end()))).isEqualTo(RecordingHttpServer.ANSWER);
    }

    @Test
    void answerThatTheBuilderBuffers_isReadTwiceAndReportedOnce() {
        inApplication(context -> assertThat(context.getBean(RestClient.Builder.class)
                        .requestFactory(new SimpleClientHttpRequestFactory())
                        .requestInterceptor(readingTheAnswer())
                        .bufferContent((uri, method) -> true)
                        .build()
                        .get()
                        .uri(server.url())
                        .retrieve()
                        .body(String.class))
                .isEqualTo(RecordingHttpServer.ANSWER));

        assertThat(publisher.events()).hasSize(2);
        assertThat(text(answer(end()))).isEqualTo(RecordingHttpServer.ANSWER);
    }

    private static ClientHttpRequestInterceptor readingTheAnswer() {
        return (request, body, execution) -> {
            ClientHttpResponse response = execution.execute(request, body);
            assertThat(response.getBody()).hasContent(RecordingHttpServer.ANSWER);
            return response;
        };
    }

    private static CapturedBody answer(Event event) {
        return assertThat(assertThat(event.result()).isNotNull().actual().body())
                .isNotNull()
                .actual();
    }
}
