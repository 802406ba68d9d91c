/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.net.URI;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestTemplate;

/** Wraps the request factory below the template's interceptors, so that each attempt of theirs is seen. */
final class CapturingRestTemplateCustomizer implements RestTemplateCustomizer, Ordered {

    private final ClientCapture capture;
    private final UriTemplates templates;

    CapturingRestTemplateCustomizer(ClientCapture capture, UriTemplates templates) {
        this.capture = capture;
        this.templates = templates;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(RestTemplate template) {
        List<ClientHttpRequestInterceptor> interceptors = List.copyOf(template.getInterceptors());
        @Nullable BiPredicate<URI, HttpMethod> buffering = template.getBufferingPredicate();
        template.setInterceptors(List.of());
        template.setBufferingPredicate(null);
        try {
            template.setRequestFactory(capture.wrap(template.getRequestFactory()));
        } finally {
            template.setInterceptors(interceptors);
            template.setBufferingPredicate(buffering);
        }
        templates.follow(template);
    }
}
