/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A request whose ids are set and whose body is copied when it leaves. Not thread-safe, like every request. */
class CapturedClientRequest implements ClientHttpRequest {

    private final ClientHttpRequest delegate;
    private final ClientCapture capture;
    private @Nullable OutgoingCall call;
    private @Nullable OutputStream body;
    private boolean started;

    CapturedClientRequest(ClientHttpRequest delegate, ClientCapture capture) {
        this.delegate = delegate;
        this.capture = capture;
    }

    /** The call that this request is; begun with its first byte or its execution, whichever is first. */
    final @Nullable OutgoingCall call() {
        if (!started) {
            started = true;
            call = capture.begin(delegate);
        }
        return call;
    }

    @Override
    public final OutputStream getBody() throws IOException {
        OutputStream present = body;
        if (present == null) {
            OutgoingCall begun = call();
            OutputStream target = delegate.getBody();
            present = begun == null ? target : new CopyingOutputStream(target, begun::requestBody);
            body = present;
        }
        return present;
    }

    @Override
    public final ClientHttpResponse execute() throws IOException {
        OutgoingCall begun = call();
        if (begun == null) {
            return delegate.execute();
        }
        begun.begin();
        try {
            return new CapturedClientResponse(delegate.execute(), begun);
        } catch (Throwable t) {
            begun.failed(t);
            throw t;
        }
    }

    @Override
    public final HttpMethod getMethod() {
        return delegate.getMethod();
    }

    @Override
    public final URI getURI() {
        return delegate.getURI();
    }

    @Override
    public final Map<String, Object> getAttributes() {
        return delegate.getAttributes();
    }

    @Override
    public final HttpHeaders getHeaders() {
        return delegate.getHeaders();
    }
}
