/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The request that began the flow, by the JDK's client: it needs nothing and sends what it is told. */
final class HttpTrigger {

    private HttpTrigger() {}

    static Trigger of(Message message) {
        if (message.received().isEmpty()) {
            throw new NotExportableException("It begins with the call " + message.endpoint()
                    + ", which no service of flowmon's received; a test cannot know who would.");
        }
        StoredEvent event = message.received().get(0).main();
        RecordedRequest request = RecordedRequest.of(event);
        if (request.method() == null) {
            throw new NotExportableException("It begins with " + event.endpoint()
                    + ", which is no HTTP request that the JDK's client can send.");
        }
        if (request.target() == null) {
            throw new NotExportableException("It begins with " + event.endpoint() + ", whose path was not recorded.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("HttpRequest request = HttpRequest.newBuilder(");
        lines.add("                URI.create(\"http://localhost:\" + port + " + JavaText.expression(request.target())
                + "))");
        if (request.headers() != null) {
            request.headers()
                    .forEach(header -> lines.add("        .header(" + JavaText.literal(header.name()) + ", "
                            + JavaText.expression(header.value()) + ")"));
        }
        lines.add("        .method(" + JavaText.literal(request.method()) + ", " + publisher(request) + ")");
        lines.add("        .build();");
        lines.add("HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());");
        return new Trigger(
                Set.of(
                        "java.net.URI",
                        "java.net.http.HttpClient",
                        "java.net.http.HttpRequest",
                        "java.net.http.HttpResponse",
                        "org.springframework.boot.test.web.server.LocalServerPort"),
                List.of("@LocalServerPort", "private int port;"),
                lines,
                request.masked(),
                notes(request));
    }

    private static String publisher(RecordedRequest request) {
        return request.body() == null
                ? "HttpRequest.BodyPublishers.noBody()"
                : "HttpRequest.BodyPublishers.ofString(" + JavaText.expression(request.body()) + ")";
    }

    private static List<String> notes(RecordedRequest request) {
        List<String> notes = new ArrayList<>();
        if (request.headers() == null) {
            notes.add("No headers were recorded.");
        }
        switch (request.bodyState()) {
            case WHOLE -> {}
            case CUT -> notes.add("Of the request's body only the first part was recorded.");
            case NOT_RECORDED ->
                notes.add("The request had a body"
                        + (request.bodySize() > 0 ? " of " + request.bodySize() + " bytes" : "")
                        + " that was not recorded.");
        }
        return notes;
    }
}
