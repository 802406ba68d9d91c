/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer whose body is copied as it is read. The call ends when it is read to its end, fails, or is closed. */
final class CapturedClientResponse implements ClientHttpResponse {

    private final ClientHttpResponse delegate;
    private final OutgoingCall call;
    private @Nullable InputStream body;

    CapturedClientResponse(ClientHttpResponse delegate, OutgoingCall call) {
        this.delegate = delegate;
        this.call = call;
    }

    @Override
    public HttpStatusCode getStatusCode() throws IOException {
        try {
            return delegate.getStatusCode();
        } catch (IOException e) {
            call.failed(e);
            throw e;
        }
    }

    @Override
    public String getStatusText() throws IOException {
        return delegate.getStatusText();
    }

    @Override
    public HttpHeaders getHeaders() {
        return delegate.getHeaders();
    }

    @Override
    public InputStream getBody() throws IOException {
        InputStream present = body;
        if (present == null) {
            try {
                InputStream source = delegate.getBody();
                present = new CopyingInputStream(
                        source, call.responseBody(delegate.getHeaders()), () -> call.answered(delegate), call::failed);
            } catch (IOException e) {
                call.failed(e);
                throw e;
            }
            body = present;
        }
        return present;
    }

    @Override
    public void close() {
        try {
            delegate.close();
        } finally {
            call.answered(delegate);
        }
    }
}
