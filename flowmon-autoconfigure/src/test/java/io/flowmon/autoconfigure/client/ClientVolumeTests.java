/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.VolumeTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.capture.CaptureBuffer;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.ServiceParams;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** What is sent of bodies, and which events, of calls to a real server. */
@SuppressWarnings("NullAway.Init") // the server is started before each test
class ClientVolumeTests {

    private static final String ON_TROUBLE = "flowmon.bodies.mode=on-trouble";
    private static final String PATIENT = "flowmon.bodies.slow=1h";
    private static final String SENT = "{\"a\":1}";

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

    @Test
    void onTrouble_allIsWell_sendsSizesAlone() {
        with(VolumeTesting.rules(ON_TROUBLE, PATIENT), this::post);

        assertThat(outcome()).isEqualTo(Outcome.OK);
        assertOmitted(requestBody(), SENT.length());
        assertOmitted(responseBody(), RecordingHttpServer.ANSWER.length());
    }

    @Test
    void onTrouble_slow_sendsBoth() {
        with(VolumeTesting.rules(ON_TROUBLE, "flowmon.bodies.slow=1ns"), this::post);

        assertThat(text(requestBody())).isEqualTo(SENT);
        assertThat(text(responseBody())).isEqualTo(RecordingHttpServer.ANSWER);
    }

    @Test
    void onTrouble_errorStatus_sendsBoth() {
        with(VolumeTesting.rules(ON_TROUBLE, PATIENT), template -> assertThatThrownBy(
                        () -> template.postForObject(server.url() + "/fails", SENT, String.class))
                .isInstanceOf(RestClientException.class));

        assertThat(outcome()).isEqualTo(Outcome.SERVER_ERROR);
        assertThat(text(requestBody())).isEqualTo(SENT);
        assertThat(text(responseBody())).isEqualTo(RecordingHttpServer.ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"/silent,TIMEOUT", "/refused,EXCEPTION"})
    void onTrouble_noAnswer_sendsWhatWasAsked(String path, Outcome expected) throws IOException {
        String url = server.url() + path;
        if (expected == Outcome.EXCEPTION) {
            server.close();
        }
        with(VolumeTesting.rules(ON_TROUBLE, PATIENT), template -> assertThatThrownBy(
                        () -> template.postForObject(url, SENT, String.class))
                .isInstanceOf(RestClientException.class));

        assertThat(outcome()).isEqualTo(expected);
        if (expected == Outcome.TIMEOUT) {
            assertThat(text(requestBody())).isEqualTo(SENT);
        }
        assertThat(end().result()).isNull();
    }

    @Test
    void never_evenInTrouble_sendsSizesAlone() {
        with(VolumeTesting.rules("flowmon.bodies.mode=never", "flowmon.bodies.slow=1ns"), this::post);

        assertOmitted(requestBody(), SENT.length());
        assertOmitted(responseBody(), RecordingHttpServer.ANSWER.length());
        assertThat(server.lastRequest()).endsWith(SENT);
    }

    @Test
    void override_byHostAndPath_holdsThere() {
        VolumeRules rules = VolumeTesting.rules(
                "flowmon.bodies.overrides[0].client=localhost/secret/**", "flowmon.bodies.overrides[0].mode=never");
        with(rules, template -> template.postForObject(server.url() + "/secret/1", SENT, String.class));
        assertOmitted(requestBody(), SENT.length());

        publisher.clear();
        with(rules, this::post);
        assertThat(text(requestBody())).isEqualTo(SENT);
    }

    @Test
    void withoutBeginEvents_onlyTheEndIsReported() {
        with(VolumeTesting.rules("flowmon.begin-events=false"), this::post);

        assertThat(publisher.events()).extracting(Event::messageType).containsExactly(MessageTypes.END_SERVICE_CALL);
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void rateOfTheFlow_isPassedOnAndReported() {
        with(VolumeRules.everything(), template -> {
            try (CurrentFlow.Scope scope = currentFlow.open(new FlowContext("flow-1", null, 0.1))) {
                post(template);
            }
        });

        assertThat(server.lastRequest()).containsIgnoringCase("X-Flow-Sampled: 0.1\r\n");
        assertThat(publisher.events()).extracting(Event::sampleRate).containsExactly(0.1, 0.1);
    }

    @Test
    void flowThatIsRecordedInFull_needsNoHeader() {
        with(VolumeRules.everything(), this::post);

        assertThat(server.lastRequest()).doesNotContainIgnoringCase("X-Flow-Sampled");
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void flowThatIsNotRecorded_copiesNothing() {
        assertThat(heldWith(VolumeRules.everything())).isEqualTo(1_000);
        try (CurrentFlow.Scope scope = currentFlow.open(new FlowContext("flow-1", null, 0))) {
            assertThat(heldWith(VolumeRules.everything())).isZero();
        }
    }

    @Test
    void never_takesNoMemoryForBytes() {
        assertThat(heldWith(VolumeTesting.rules("flowmon.bodies.mode=never"))).isZero();
    }

    /** How much memory the copy of a body of 1,000 bytes takes. */
    private int heldWith(VolumeRules rules) {
        int[] held = new int[1];
        application(rules).run(context -> {
            OutgoingCall call = context.getBean(ClientCapture.class)
                    .begin(new MockClientHttpRequest(HttpMethod.POST, URI.create("http://localhost/a")));
            CaptureBuffer copy = assertThat(call).isNotNull().actual().requestBody();
            copy.write(new byte[1_000], 0, 1_000);
            held[0] = copy.held();
        });
        return held[0];
    }

    private void post(RestTemplate template) {
        template.postForObject(server.url() + "/a", SENT, String.class);
    }

    private void with(VolumeRules rules, Consumer<RestTemplate> work) {
        application(rules)
                .run(context -> work.accept(context.getBean(RestTemplateBuilder.class)
                        .readTimeout(Duration.ofMillis(300))
                        .build()));
    }

    private ApplicationContextRunner application(VolumeRules rules) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        FlowmonClientAutoConfiguration.class, RestTemplateAutoConfiguration.class))
                .withBean(CurrentFlow.class, () -> currentFlow)
                .withBean(RecordingPublisher.class, () -> publisher)
                .withBean(VolumeRules.class, () -> rules);
    }

    private Event end() {
        return publisher.ofType(MessageTypes.END_SERVICE_CALL).get(0);
    }

    private Outcome outcome() {
        Completion completion = assertThat(end().completion()).isNotNull().actual();
        return completion.outcome();
    }

    private @Nullable CapturedBody requestBody() {
        ServiceParams params = assertThat(end().serviceParams()).isNotNull().actual();
        return params.body();
    }

    private @Nullable CapturedBody responseBody() {
        Result result = assertThat(end().result()).isNotNull().actual();
        return result.body();
    }

    private static void assertOmitted(@Nullable CapturedBody body, int size) {
        assertThat(body).isNotNull().satisfies(omitted -> {
            assertThat(omitted.omitted()).isTrue();
            assertThat(omitted.bytes()).isEmpty();
            assertThat(omitted.size()).isEqualTo(size);
        });
    }

    private static @Nullable String text(@Nullable CapturedBody body) {
        return body == null ? null : new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
