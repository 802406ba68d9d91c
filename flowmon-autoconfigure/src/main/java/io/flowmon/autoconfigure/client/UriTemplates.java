/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestInitializer;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriTemplateHandler;

/**
 * Carries the template of a {@code RestTemplate}'s call to its request. The template is known when the URI is expanded,
 * and the request is made right after it, on the same thread: it is kept in between, together with the URI it gave.
 */
final class UriTemplates implements ClientHttpRequestInitializer {

    static final String ATTRIBUTE = UriTemplates.class.getName();

    @SuppressWarnings("ThreadLocalUsage") // one instance a process
    private final ThreadLocal<@Nullable Expanded> last = new ThreadLocal<>();

    /** Follows Spring's own handler alone: another may be more than what we would put in its place. */
    void follow(RestTemplate template) {
        UriTemplateHandler handler = template.getUriTemplateHandler();
        if (handler.getClass() == DefaultUriBuilderFactory.class) {
            follow(template, FollowedUriBuilderFactory.follow((DefaultUriBuilderFactory) handler, this));
        }
    }

    /** Puts a handler in place that tells what it has expanded. */
    void follow(RestTemplate template, UriTemplateHandler followed) {
        template.setUriTemplateHandler(followed);
        template.getClientHttpRequestInitializers().add(this);
    }

    URI expanded(String template, URI uri) {
        last.set(new Expanded(template, uri));
        return uri;
    }

    @Override
    public void initialize(ClientHttpRequest request) {
        Expanded expanded = last.get();
        last.remove();
        if (expanded != null && expanded.uri().equals(request.getURI())) {
            request.getAttributes().put(ATTRIBUTE, expanded.template());
        }
    }

    private record Expanded(String template, URI uri) {}
}
