/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestTemplate;

/** Comes last, when the request factory and the interceptors are what they will be. */
final class CapturingRestTemplateCustomizer implements RestTemplateCustomizer, Ordered {

    /** Spring Boot 4.1 has called them deprecated. */
    private static final boolean ROOT_URIS = ClassUtils.isPresent(
            "org.springframework.boot.restclient.RootUriBuilderFactory", RestTemplateCustomizer.class.getClassLoader());

    private final ClientCapture capture;

    CapturingRestTemplateCustomizer(ClientCapture capture) {
        this.capture = capture;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(RestTemplate template) {
        capture.addTo(template);
        if (ROOT_URIS) {
            FollowedRootUriBuilderFactory.follow(template, capture.templates());
        }
    }
}
