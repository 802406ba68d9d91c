/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that go away, take too long, or send what is not HTTP: each call has its end, which tells them apart. */
abstract class TroubleContract {

    private final WebTestServers servers;
    private final WebTestServer server;

    TroubleContract(WebTestServers servers) {
        this.servers = servers;
        this.server = servers.captured();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endless", "/endless-writer", "/endless-flushing-writer"})
    void clientGone_isReportedAsCancelled(String path) throws IOException {
        Call call = callThatNobodyWaitsFor(path);
        assertThat(call.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(call.endpoint()).isEqualTo("GET " + path);
    }

    /** After that Tomcat forgets the request: no dispatch, no listener's {@code onComplete}. */
    @Test
    void clientGoneBeforeTheContainerHasItsThreadBack_isReportedAsCancelled() throws IOException {
        assertThat(callThatNobodyWaitsFor("/async-servlet/endless").outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json/1", "/reader", "/form", "/form-as-stream", "/byte-buffer"})
    void uploadThatIsBrokenOff_isReportedAsCancelled(String path) throws IOException {
        String correlationId = UUID.randomUUID().toString();
        try (Socket socket = server.http().open()) {
            upload(server, socket, path, correlationId);
            socket.setSoLinger(true, 0);
        }

        assertThat(new Call("", server.awaitEvents(correlationId)).endpoint()).startsWith("POST ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json/1", "/reader"})
    void uploadThatStops_isReportedAsTimeout(String path) throws IOException {
        WebTestServer impatient =
                servers.with("server.tomcat.connection-timeout=300ms", "server.jetty.connection-idle-timeout=300ms");
        String correlationId = UUID.randomUUID().toString();
        try (Socket socket = impatient.http().open()) {
            upload(impatient, socket, path, correlationId);

            Call call = new Call("", impatient.awaitEvents(correlationId));
            assertThat(call.outcome()).isEqualTo(Outcome.TIMEOUT);
        }
    }

    /** To Jetty, a body that goes wrong in a chunk has broken off. */
    @ParameterizedTest
    @ValueSource(strings = {"/json/1", "/reader"})
    void malformedChunk_isReportedAsTheCallersError(String path) {
        Call call =
                server.call(WebRequest.post(path, WebRequest.CHUNKED + WebRequest.JSON, WebRequest.MALFORMED_CHUNK));

        assertThat(call.outcome()).isIn(Outcome.CLIENT_ERROR, Outcome.CANCELLED);
        assertThat(call.status()).isEqualTo(400);
    }

    @Test
    void writerThatIsFlushedAfterItsEnd_isNoTrouble() {
        Call call = server.get("/closed-then-flushed-writer");

        assertThat(call.outcome()).isEqualTo(Outcome.OK);
        assertThat(call.responseBody()).isEqualTo("all of it");
    }

    @Test
    void methodThatHttpDoesNotKnow_isNotPartOfTheName() {
        assertThat(server.call(new WebRequest("BREW1 /plain/1 HTTP/1.1", "")).endpoint())
                .startsWith("_OTHER ");
        assertThat(server.call(new WebRequest("PUT /plain/1 HTTP/1.1", "")).endpoint())
                .startsWith("PUT ");
    }

    /** Takes the beginning of an endless answer and goes away. */
    private Call callThatNobodyWaitsFor(String path) throws IOException {
        String correlationId = UUID.randomUUID().toString();
        try (Socket socket = server.http().open()) {
            server.http()
                    .send(socket, WebRequest.get(path).inFlow(correlationId).head(), "");
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
            socket.setSoLinger(true, 0);
        }
        return new Call("", server.awaitEvents(correlationId));
    }

    private static void upload(WebTestServer server, Socket socket, String path, String correlationId)
            throws IOException {
        String type = path.equals("/form") || path.equals("/form-as-stream") ? WebRequest.FORM : WebRequest.JSON;
        WebRequest head =
                WebRequest.post(path, "\nContent-Length: 1000" + type, "").inFlow(correlationId);
        server.http().send(socket, head.head(), "");
        socket.getOutputStream().write("{\"question\"".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
