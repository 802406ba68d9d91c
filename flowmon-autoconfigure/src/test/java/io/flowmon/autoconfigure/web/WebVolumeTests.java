/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent of bodies, and which events, in real Tomcat. */
class WebVolumeTests {

    private static final String QUESTION = "{\"question\":\"q\"}";

    private static final WebTestServers SERVERS = new WebTestServers(TomcatWebCaptureTests.Container.class);

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @Test
    void onTrouble_allIsWell_sendsSizesAlone() {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=on-trouble", "flowmon.bodies.slow=1h");

        Call json = service.call(WebRequest.post("/json/1", WebRequest.JSON, QUESTION));
        assertOmitted(json.params().body(), QUESTION.length());
        assertOmitted(json.result().body(), "{'answer':'q'}".length());
        assertThat(json.begin().serviceParams())
                .satisfies(params ->
                        assertThat(params).isNotNull().extracting("body").isNull());

        assertOmitted(service.get("/deferred").result().body(), "deferred".length());
        assertOmitted(service.get("/streaming").result().body(), 21);
        assertOmitted(service.get("/large").result().body(), PlainController.LARGE);
        assertOmitted(service.get("/writer").result().body(), null);
    }

    @Test
    void onTrouble_clientError_sendsBodies() {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=on-trouble", "flowmon.bodies.slow=1h");

        Call malformed = service.call(WebRequest.post("/json/1", WebRequest.JSON, "{malformed"));
        assertThat(malformed.outcome()).isEqualTo(Outcome.CLIENT_ERROR);
        assertThat(malformed.requestBody()).startsWith("{");
        assertThat(malformed.responseBody()).contains("Bad Request");
    }

    @ParameterizedTest
    @CsvSource({
        "/throws,EXCEPTION",
        "/callable-throws,EXCEPTION",
        "/deferred-timeout,TIMEOUT",
        "/secured/x,CLIENT_ERROR"
    })
    void onTrouble_failure_sendsTheAnswer(String path, Outcome outcome) {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=on-trouble", "flowmon.bodies.slow=1h");

        Call call = service.get(path);

        assertThat(call.outcome()).isEqualTo(outcome);
        assertThat(call.result().body()).isNotNull().satisfies(body -> {
            assertThat(body.omitted()).isFalse();
            assertThat(body.bytes()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"/plain/1,plain 1", "/callable,callable", "/deferred,deferred"})
    void onTrouble_slow_sendsTheAnswer(String path, String answer) {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=on-trouble", "flowmon.bodies.slow=1ns");

        Call call = service.get(path);

        assertThat(call.outcome()).isEqualTo(Outcome.OK);
        assertThat(call.responseBody()).isEqualTo(answer);
    }

    @Test
    void onTrouble_form_isABodyToo() {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=on-trouble", "flowmon.bodies.slow=1h");

        Call well = service.call(WebRequest.post("/form?extra=e", WebRequest.FORM, "name=n"));
        assertThat(well.params().form()).isNull();
        assertThat(well.params().query()).isEqualTo("extra=e");
        assertOmitted(well.params().body(), "name=n".length());

        Call failed = service.call(WebRequest.post("/form", WebRequest.FORM, "other=n"));
        assertThat(failed.outcome()).isEqualTo(Outcome.CLIENT_ERROR);
        assertThat(failed.params().form()).isEqualTo(Map.of("other", List.of("n")));
    }

    @Test
    void never_evenInTrouble_sendsSizesAlone() {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=never", "flowmon.bodies.slow=1ns");

        Call json = service.call(WebRequest.post("/json/1", WebRequest.JSON, QUESTION));
        assertOmitted(json.params().body(), QUESTION.length());
        assertOmitted(json.result().body(), "{'answer':'q'}".length());
        assertOmitted(service.get("/throws").result().body(), null);
        Call form = service.call(WebRequest.post("/form", WebRequest.FORM, "name=n"));
        assertThat(form.params().form()).isNull();
        assertOmitted(form.params().body(), "name=n".length());
        assertThat(form.answer()).endsWith("form n");
    }

    @Test
    void override_byPath_holdsThere() {
        WebTestServer service = SERVERS.with(
                "flowmon.bodies.mode=never",
                "flowmon.bodies.overrides[0].web=/plain/**",
                "flowmon.bodies.overrides[0].mode=always");

        assertThat(service.get("/plain/7").responseBody()).isEqualTo("plain 7");
        assertOmitted(service.get("/deferred").result().body(), "deferred".length());
    }

    @Test
    void noBody_isNothingThatWasLeftOut() {
        WebTestServer service = SERVERS.with("flowmon.bodies.mode=never", "flowmon.bodies.slow=1ns");

        Call call = service.get("/no-content");

        assertThat(call.params().body()).isNull();
        assertThat(call.result().body()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"/plain/1", "/callable", "/throws", "/unknown"})
    void withoutBeginEvents_onlyTheEndIsReported(String path) {
        WebTestServer service = SERVERS.with("flowmon.begin-events=false");
        String id = UUID.randomUUID().toString();

        service.exchange(WebRequest.get(path).inFlow(id));

        await().until(() -> !service.publisher().eventsOf(id).isEmpty());
        assertThat(service.publisher().eventsOf(id))
                .extracting(Event::messageType)
                .containsExactly(MessageTypes.END_CALL);
    }

    private static void assertOmitted(@Nullable CapturedBody body, @Nullable Integer size) {
        assertThat(body).isNotNull().satisfies(omitted -> {
            assertThat(omitted.omitted()).isTrue();
            assertThat(omitted.bytes()).isEmpty();
            assertThat(omitted.size()).isPositive();
            if (size != null) {
                assertThat(omitted.size()).isEqualTo(size.longValue());
            }
        });
    }
}
