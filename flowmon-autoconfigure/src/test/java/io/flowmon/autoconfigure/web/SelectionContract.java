/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out leaves nothing behind, neither a begin nor an end. What is not keeps both. */
abstract class SelectionContract {

    private final WebTestServers servers;
    private final WebTestServer excluding;

    SelectionContract(WebTestServers servers) {
        this.servers = servers;
        this.excluding = servers.with(
                "flowmon.web.exclude=/excluded/**,/error",
                "flowmon.web.exclude-methods=options",
                "flowmon.web.exclude-content-types=image/*,application/x-secret",
                "flowmon.web.exclude-statuses=404,3xx");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /unknown, 0",
        "GET /redirect, 0",
        "GET /not-modified, 0",
        "GET /image, 0",
        "GET /excluded/throws, 0",
        "GET /error, 0",
        "OPTIONS /plain/1, 0",
        "POST /unread, 0",
        "GET /plain/1, 2",
        "GET /throws, 2",
        "GET /send-error, 2",
        "GET /callable, 2",
        "GET /deferred-timeout, 2",
        "GET /committed-then-throws, 2",
    })
    void excluded_byPathMethodTypeOrStatus_leavesNothing(String request, int events) {
        String type = request.startsWith("POST") ? "\nContent-Type: application/x-secret" : "";

        List<Event> reported = excluding.eventsOf(new WebRequest(request + " HTTP/1.1" + type, ""));

        assertThat(reported).hasSize(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/up"})
    void probesOnTheOwnPort_areOfTheActuator(String path) {
        WebTestServer probed = servers.with(
                "management.endpoint.health.probes.enabled=true",
                "management.endpoint.health.probes.add-additional-paths=true",
                "management.endpoint.health.group.here.include=ping",
                "management.endpoint.health.group.here.additional-path=server:up");

        assertThat(probed.exchange(WebRequest.get(path))).contains("UP");
        assertThat(probed.eventsOf(WebRequest.get(path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /throws-handled, 2",
        "GET /send-error, 2",
        "GET /plain/1, 0",
        "GET /throws, 0",
        "POST /unread, 0",
        "DELETE /json/1, 0",
    })
    void included_byMethodTypeAndStatus_isAllThatIsReported(String request, int events) {
        WebTestServer server = servers.with(
                "flowmon.web.include-methods=get,post",
                "flowmon.web.include-content-types=application/problem+json,application/json",
                "flowmon.web.include-statuses=4xx,200");
        String correlationId = "included-" + request.replaceAll("[^A-Za-z]", "-");
        server.exchange(new WebRequest(request + " HTTP/1.1", "").inFlow(correlationId));
        server.call(WebRequest.post("/json/1", WebRequest.JSON, "{}"));

        assertThat(server.publisher().eventsOf(correlationId)).hasSize(events);
    }

    @Test
    void begin_whenTheAnswerDecides_isStampedAtEntryAndSentWithTheEnd() {
        Call call = excluding.get("/deferred-timeout");

        assertThat(call.completion().begin()).isEqualTo(call.begin().timestamp());
        assertThat(call.begin().timestamp()).isBefore(call.end().timestamp());
        assertThat(call.endpoint()).isEqualTo("GET /deferred-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/began/plain", "/began/async"})
    void begin_isSentBeforeTheHandlerRuns_unlessTheAnswerDecides(String path) {
        assertThat(servers.captured().get(path).responseBody()).isEqualTo(MessageTypes.BEGIN_CALL);
        assertThat(excluding.get(path).responseBody()).isEqualTo("nothing");
    }

    @Test
    void errorPage_whosePathIsExcluded_stillEndsTheCall() {
        Call call = excluding.get("/throws");

        assertThat(call.status()).isEqualTo(500);
        assertThat(call.responseBody()).contains("\"path\":\"/throws\"");
    }
}
