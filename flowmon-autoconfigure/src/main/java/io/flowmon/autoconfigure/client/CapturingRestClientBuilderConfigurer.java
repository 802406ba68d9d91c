/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.web.client.RestClient;

/** Spring Boot's configurer, given a builder that wraps the request factory on its way in. */
final class CapturingRestClientBuilderConfigurer extends RestClientBuilderConfigurer {

    private final RestClientBuilderConfigurer delegate;
    private final ClientCapture capture;

    CapturingRestClientBuilderConfigurer(RestClientBuilderConfigurer delegate, ClientCapture capture) {
        this.delegate = delegate;
        this.capture = capture;
    }

    @Override
    public RestClient.Builder configure(RestClient.Builder builder) {
        return delegate.configure(RestClientBuilders.capturing(builder, capture));
    }
}
