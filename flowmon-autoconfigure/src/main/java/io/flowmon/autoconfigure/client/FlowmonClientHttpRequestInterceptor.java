/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Captures the calls of a {@code RestTemplate} or {@code RestClient} that the application built itself.
 *
 * <p>The price is Spring's, of any interceptor: the request's body is held in memory as a whole, and one that was sent
 * {@code chunked} is sent with a {@code Content-Length}. {@link ClientCapture#wrap} costs neither. Where both are
 * present, a call is still reported once. Thread-safe.
 */
public final class FlowmonClientHttpRequestInterceptor implements ClientHttpRequestInterceptor {

    private final ClientCapture capture;

    public FlowmonClientHttpRequestInterceptor(ClientCapture capture) {
        this.capture = capture;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        OutgoingCall call = capture.begin(request);
        if (call == null) {
            return execution.execute(request, body);
        }
        request.getAttributes().put(ClientCapture.CAPTURED, true);
        call.requestBody().write(body, 0, body.length);
        call.begin();
        try {
            return new CapturedClientResponse(execution.execute(request, body), call);
        } catch (Throwable t) {
            call.failed(t);
            throw t;
        } finally {
            request.getAttributes().remove(ClientCapture.CAPTURED);
        }
    }
}
