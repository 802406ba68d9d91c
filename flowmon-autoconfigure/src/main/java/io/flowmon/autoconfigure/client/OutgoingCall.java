/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.core.capture.CaptureBuffer;
import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.SampleRate;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Recording;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.publish.EventPublisher;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** One attempt of a call, as a message of its own: it begins once and ends once, whoever tells. */
final class OutgoingCall {

    private final EventPublisher publisher;
    private final FlowContext context;
    private final HttpRequest request;
    private final UUID messageId = Uuids.create();
    private final Action action;
    private final String endpoint;
    private final BodyCopy requestBody;
    private final BodyCopy responseBody;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    OutgoingCall(
            EventPublisher publisher,
            FlowContext context,
            HttpRequest request,
            Recording recording,
            BodyCopy requestBody,
            BodyCopy responseBody) {
        this.publisher = publisher;
        this.context = context;
        this.request = request;
        this.action = Action.begin(context, Role.SENDER, messageId, context.messageId(), recording);
        this.endpoint = Endpoints.of(request);
        this.requestBody = requestBody;
        this.responseBody = responseBody;
    }

    /** Puts the ids into the request. A correlation id that the application has set itself stays. */
    void passOn(FlowmonClientProperties.HeaderNames names) {
        HttpHeaders headers = request.getHeaders();
        if (!headers.containsHeader(names.correlationId())) {
            headers.set(names.correlationId(), context.correlationId());
        }
        headers.set(names.messageId(), messageId.toString());
        if (context.sampleRate() < 1) {
            headers.set(names.sampled(), SampleRate.format(context.sampleRate()));
        }
    }

    /** The copy that the request's body goes to, from its first byte. */
    CaptureBuffer requestBody() {
        return requestBody.begin(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
    }

    /** A body that is written while the request is sent, which may come to nothing, or break off. */
    void requestBodyExpected() {
        requestBody.expect();
    }

    void requestBodyWritten() {
        requestBody.written();
    }

    CaptureBuffer responseBody(HttpHeaders headers) {
        return responseBody.begin(headers.getFirst(HttpHeaders.CONTENT_TYPE));
    }

    void begin() {
        if (context.sampled() && action.reportsBegin() && begun.compareAndSet(false, true)) {
            try {
                URI uri = request.getURI();
                publisher.publish(action.beginEvent(MessageTypes.BEGIN_SERVICE_CALL, endpoint)
                        .serviceParams(ServiceParams.ofCall(uri.getRawPath(), uri.getRawQuery(), null, null))
                        .peer(Endpoints.peer(uri))
                        .build());
            } catch (Throwable t) {
                CaptureFailures.swallow("report the begin of a call", t);
            }
        }
    }

    void failed(Throwable error) {
        end(Failures.outcome(error), error, bodies -> null);
    }

    void answered(ClientHttpResponse response) {
        if (context.sampled() && !ended.get()) {
            try {
                int status = response.getStatusCode().value();
                HttpHeaders headers = response.getHeaders();
                end(
                        Outcome.ofStatus(status),
                        null,
                        bodies -> Result.ofCall(status, responseBody.snapshot(bodies, headers)));
            } catch (IOException e) {
                failed(e);
            } catch (Throwable t) {
                CaptureFailures.swallow("look at an answer", t);
            }
        }
    }

    /** @param result made once it is known whether bodies are sent */
    private void end(Outcome outcome, @Nullable Throwable error, Function<Boolean, @Nullable Result> result) {
        if (context.sampled() && ended.compareAndSet(false, true)) {
            try {
                URI uri = request.getURI();
                EventBuilder event = action.endEvent(MessageTypes.END_SERVICE_CALL, endpoint, outcome, error);
                boolean bodies = event.sendsBodies();
                publisher.publish(event.serviceParams(ServiceParams.ofCall(
                                uri.getRawPath(),
                                uri.getRawQuery(),
                                null,
                                requestBody.snapshot(bodies, request.getHeaders())))
                        .headers(headers())
                        .peer(Endpoints.peer(uri))
                        .result(result.apply(bodies))
                        .build());
            } catch (Throwable t) {
                CaptureFailures.swallow("report the end of a call", t);
            }
        }
    }

    private Headers headers() {
        Headers headers = new Headers();
        request.getHeaders()
                .forEach((name, values) -> values.forEach(value -> headers.add(name, Objects.toString(value, ""))));
        return headers;
    }
}
