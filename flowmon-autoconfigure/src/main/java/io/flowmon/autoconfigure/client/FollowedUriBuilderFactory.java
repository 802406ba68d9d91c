/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Spring's own handler, followed. It stays a {@code DefaultUriBuilderFactory}, because {@code RestTemplate} and
 * applications ask for that class, and hands everything to the one that was there, so that its settings hold.
 */
final class FollowedUriBuilderFactory extends DefaultUriBuilderFactory {

    private final DefaultUriBuilderFactory delegate;
    private final UriTemplates templates;

    private FollowedUriBuilderFactory(DefaultUriBuilderFactory delegate, UriTemplates templates) {
        this.delegate = delegate;
        this.templates = templates;
    }

    private FollowedUriBuilderFactory(DefaultUriBuilderFactory delegate, UriTemplates templates, String baseUri) {
        super(baseUri);
        this.delegate = delegate;
        this.templates = templates;
    }

    static FollowedUriBuilderFactory follow(DefaultUriBuilderFactory delegate, UriTemplates templates) {
        return delegate.hasBaseUri()
                ? new FollowedUriBuilderFactory(
                        delegate, templates, delegate.uriString("").toUriString())
                : new FollowedUriBuilderFactory(delegate, templates);
    }

    @Override
    public void setParserType(UriComponentsBuilder.ParserType parserType) {
        delegate.setParserType(parserType);
    }

    @Override
    public UriComponentsBuilder.@Nullable ParserType getParserType() {
        return delegate.getParserType();
    }

    @Override
    public void setEncodingMode(EncodingMode encodingMode) {
        delegate.setEncodingMode(encodingMode);
    }

    @Override
    public EncodingMode getEncodingMode() {
        return delegate.getEncodingMode();
    }

    @Override
    public void setDefaultUriVariables(@Nullable Map<String, ? extends @Nullable Object> variables) {
        delegate.setDefaultUriVariables(variables);
    }

    @Override
    public Map<String, ?> getDefaultUriVariables() {
        return delegate.getDefaultUriVariables();
    }

    @Override
    public void setParsePath(boolean parsePath) {
        delegate.setParsePath(parsePath);
    }

    @Override
    public boolean shouldParsePath() {
        return delegate.shouldParsePath();
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
