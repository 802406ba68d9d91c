/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.restclient.RootUriBuilderFactory;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriTemplateHandler;

/** What {@code RestTemplateBuilder.rootUri} sets, followed. It stays of that class, and hands everything on. */
@SuppressWarnings("removal") // not before it is gone for good
final class FollowedRootUriBuilderFactory extends RootUriBuilderFactory {

    private final RootUriBuilderFactory delegate;
    private final UriTemplates templates;

    private FollowedRootUriBuilderFactory(RootUriBuilderFactory delegate, UriTemplates templates) {
        super(Objects.requireNonNullElse(delegate.getRootUri(), ""), delegate);
        this.delegate = delegate;
        this.templates = templates;
    }

    static void follow(RestTemplate template, UriTemplates templates) {
        UriTemplateHandler handler = template.getUriTemplateHandler();
        if (handler.getClass() == RootUriBuilderFactory.class) {
            templates.follow(template, new FollowedRootUriBuilderFactory((RootUriBuilderFactory) handler, templates));
        }
    }

    @Override
    public URI expand(String template, Map<String, ?> variables) {
        return templates.expanded(template, delegate.expand(template, variables));
    }

    @Override
    public URI expand(String template, @Nullable Object... variables) {
        return templates.expanded(template, delegate.expand(template, variables));
    }

    @Override
    public UriBuilder uriString(String template) {
        return delegate.uriString(template);
    }

    @Override
    public UriBuilder builder() {
        return delegate.builder();
    }
}
