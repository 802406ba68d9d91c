/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.publish.EventPublisher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exchange's two events: {@code Begin call}, stamped at entry, and {@code End call}. Where the answer decides
 * whether the call is captured, the first one waits for the second: no begin is left without an end.
 */
final class ExchangeReport {

    private static final String UNMATCHED = "(unmatched)";

    /** A caller may invent methods, and each would be an endpoint of its own. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final String OTHER_METHOD = "_OTHER";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int FIRST_ERROR = 400;

    private final EventPublisher publisher;
    private final CallSelection selection;
    private final Recording recording;
    private final Action action;
    private final String method;
    private final String knownMethod;
    private final @Nullable String path;
    private final @Nullable String query;
    private final Headers headers;
    private @Nullable String pattern;
    private boolean patternCertain;
    private @Nullable String begunAs;

    ExchangeReport(
            EventPublisher publisher,
            CallSelection selection,
            FlowContext context,
            HttpServletRequest request,
            Recording recording) {
        this.publisher = publisher;
        this.selection = selection;
        this.recording = recording;
        this.action = Action.begin(context, Role.RECEIVER, context.messageId(), null, recording);
        this.method = request.getMethod();
        this.knownMethod = METHODS.contains(method) ? method : OTHER_METHOD;
        this.path = request.getRequestURI();
        this.query = request.getQueryString();
        this.headers = headersOf(request);
    }

    Recording recording() {
        return recording;
    }

    /**
     * Names the handler; the first one stands, whatever is dispatched to later.
     *
     * @param certain false for a handler that takes every path and may turn out to have nothing there
     */
    void handler(String found, boolean certain) {
        if (pattern == null) {
            pattern = found;
            patternCertain = certain;
            if (certain && !selection.dependsOnAnswer()) {
                begin(endpoint());
            }
        }
    }

    /** The host's span is open here, which it is neither at the entry nor at the end. */
    void noteTrace() {
        action.noteTrace();
    }

    void end(CapturedRequest request, HttpServletResponse response, BodyCapture body, Failure failure) {
        int status = failure.status(response.getStatus());
        if (!selection.takes(request.getHeader(CapturedRequest.CONTENT_TYPE), status, response.getContentType())) {
            return;
        }
        if (!patternCertain && status == NOT_FOUND) {
            pattern = null;
        }
        String endpoint = begunAs == null ? endpoint() : begunAs;
        begin(endpoint);
        EventBuilder event =
                action.endEvent(MessageTypes.END_CALL, endpoint, failure.outcome(status), failure.reported());
        boolean bodies = event.sendsBodies();
        publisher.publish(event.serviceParams(new ServiceParams(
                        path,
                        query,
                        bodies ? request.form().parameters() : null,
                        request.capturedBody(bodies),
                        request.form().others()))
                .headers(headers)
                .result(Result.ofCall(status, answerOf(response, status, body, bodies)))
                .build());
    }

    private void begin(String endpoint) {
        if (begunAs == null) {
            begunAs = endpoint;
            if (action.reportsBegin()) {
                publisher.publish(action.beginEvent(MessageTypes.BEGIN_CALL, endpoint)
                        .serviceParams(ServiceParams.ofCall(path, query, null, null))
                        .build());
            }
        }
    }

    private String endpoint() {
        return knownMethod + " " + (pattern == null ? UNMATCHED : pattern);
    }

    private @Nullable CapturedBody answerOf(HttpServletResponse response, int status, BodyCapture body, boolean sent) {
        if ("HEAD".equals(method) || status == NO_CONTENT || status == NOT_MODIFIED) {
            return null;
        }
        return body.snapshot(sent, false, response.getContentType(), response.getHeader("Content-Encoding"));
    }

    private static Headers headersOf(HttpServletRequest request) {
        Headers headers = new Headers();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Enumeration<String> values = request.getHeaders(name);
            while (values.hasMoreElements()) {
                headers.add(name, values.nextElement());
            }
        }
        return headers;
    }

    /**
     * What went wrong, beyond the status.
     *
     * @param escaped the exception that left the application
     * @param connection the failure of reading or writing under the application's hands
     * @param timedOut an asynchronous request took too long
     * @param errorPageRan whether the status is the error page's
     */
    record Failure(
            @Nullable Throwable escaped, @Nullable Throwable connection, boolean timedOut, boolean errorPageRan) {

        int status(int sent) {
            return escaped != null && connection == null && !errorPageRan && sent < FIRST_ERROR
                    ? INTERNAL_SERVER_ERROR
                    : sent;
        }

        Outcome outcome(int status) {
            if (connection != null) {
                return StreamFailure.outcome(connection);
            }
            if (timedOut && (escaped != null || status >= INTERNAL_SERVER_ERROR)) {
                return Outcome.TIMEOUT;
            }
            return escaped != null ? Outcome.EXCEPTION : Outcome.ofStatus(status);
        }

        @Nullable
        Throwable reported() {
            return escaped != null ? escaped : connection;
        }
    }
}
