/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.autoconfigure.Hosts;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.core.capture.BodyTypes;
import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Recording;
import io.flowmon.core.publish.EventPublisher;
import java.net.URI;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.PatternMatchUtils;
import org.springframework.web.client.RestTemplate;

/**
 * Captures outgoing calls, for a client that the application builds itself: {@code
 * RestClient.builder().requestFactory(capture.wrap(factory))}. What Spring Boot's builders make is wrapped already.
 *
 * <p>Thread-safe. A failure of the capture is logged and never reaches the caller.
 */
public final class ClientCapture {

    /** Set on a request that is captured further out, so that nobody reports it twice. */
    static final String CAPTURED = ClientCapture.class.getName() + ".captured";

    private final VolumeRules volume;
    private final CurrentFlow currentFlow;
    private final EventPublisher publisher;
    private final FlowmonClientProperties properties;
    private final BodyTypes bodyTypes;
    private final int maxBodySize;
    private final String[] excludedHosts;
    private final String[] propagateTo;
    private final UriTemplates templates = new UriTemplates();

    ClientCapture(
            CurrentFlow currentFlow, EventPublisher publisher, FlowmonClientProperties properties, VolumeRules volume) {
        this.volume = volume;
        this.currentFlow = currentFlow;
        this.publisher = publisher;
        this.properties = properties;
        this.bodyTypes = new BodyTypes(properties.excludeBodyTypes());
        this.maxBodySize = (int) Math.min(properties.maxBodySize().toBytes(), Integer.MAX_VALUE);
        this.excludedHosts =
                properties.excludeHosts().stream().map(Hosts::normal).toArray(String[]::new);
        this.propagateTo = properties.propagateTo().stream().map(Hosts::normal).toArray(String[]::new);
    }

    /** A factory whose requests are {@code factory}'s, captured as their bytes flow. Wraps nothing twice. */
    public ClientHttpRequestFactory wrap(ClientHttpRequestFactory factory) {
        return isWrapped(factory) ? factory : new CapturingClientHttpRequestFactory(factory, this);
    }

    /**
     * Captures the calls of a {@code RestTemplate} that the application built itself, below its interceptors, so that each
     * attempt of theirs is seen. To be called when its request factory and its interceptors are set.
     */
    public void addTo(RestTemplate template) {
        List<ClientHttpRequestInterceptor> interceptors = List.copyOf(template.getInterceptors());
        @Nullable BiPredicate<URI, HttpMethod> buffering = template.getBufferingPredicate();
        template.setInterceptors(List.of());
        template.setBufferingPredicate(null);
        try {
            template.setRequestFactory(wrap(template.getRequestFactory()));
        } finally {
            template.setInterceptors(interceptors);
            template.setBufferingPredicate(buffering);
        }
        templates.follow(template);
    }

    UriTemplates templates() {
        return templates;
    }

    private static boolean isWrapped(ClientHttpRequestFactory factory) {
        ClientHttpRequestFactory inner = factory;
        while (inner instanceof AbstractClientHttpRequestFactoryWrapper wrapper) {
            if (wrapper instanceof CapturingClientHttpRequestFactory) {
                return true;
            }
            inner = wrapper.getDelegate();
        }
        return false;
    }

    /** Begins to capture {@code request}, which may still get headers; null when it is not to be captured. */
    @Nullable
    OutgoingCall begin(HttpRequest request) {
        try {
            String host = Hosts.of(request.getURI());
            if (request.getAttributes().containsKey(CAPTURED)
                    || (host != null && PatternMatchUtils.simpleMatch(excludedHosts, host))) {
                return null;
            }
            FlowContext context = currentFlow.getOrNew();
            Recording recording = context.sampled() ? volume.ofCall(request.getURI()) : Recording.NOTHING;
            int cap = recording.cap(maxBodySize);
            OutgoingCall call = new OutgoingCall(
                    publisher, context, request, recording, new BodyCopy(bodyTypes, cap), new BodyCopy(bodyTypes, cap));
            if (host != null && PatternMatchUtils.simpleMatch(propagateTo, host)) {
                call.passOn(properties.headers());
            }
            return call;
        } catch (Throwable t) {
            CaptureFailures.swallow("begin to capture a call", t);
            return null;
        }
    }
}
