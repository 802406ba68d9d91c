/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/** Makes the requests of another factory, captured. What streams there, streams here. */
final class CapturingClientHttpRequestFactory extends AbstractClientHttpRequestFactoryWrapper {

    private final ClientCapture capture;

    CapturingClientHttpRequestFactory(ClientHttpRequestFactory delegate, ClientCapture capture) {
        super(delegate);
        this.capture = capture;
    }

    @Override
    protected ClientHttpRequest createRequest(URI uri, HttpMethod method, ClientHttpRequestFactory factory)
            throws IOException {
        ClientHttpRequest request = factory.createRequest(uri, method);
        return request instanceof StreamingHttpOutputMessage streaming
                ? new StreamingCapturedClientRequest(request, streaming, capture)
                : new CapturedClientRequest(request, capture);
    }
}
