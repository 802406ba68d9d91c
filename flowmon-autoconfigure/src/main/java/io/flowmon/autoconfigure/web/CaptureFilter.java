/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.publish.EventPublisher;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Opens the flow of every request around everything else, security included, and captures the exchange. It takes part in
 * all dispatches of a request; forwards and includes happen inside of them.
 */
final class CaptureFilter implements Filter {

    /** The request attribute with the {@link Exchange}, or the {@link FlowContext} of a flow that is not recorded. */
    static final String ATTRIBUTE = "io.flowmon.exchange";

    private final CurrentFlow currentFlow;
    private final EventPublisher publisher;
    private final IncomingFlow incoming;
    private final CapturedPaths paths;
    private final WebCaptureSettings settings;

    CaptureFilter(
            CurrentFlow currentFlow,
            EventPublisher publisher,
            IncomingFlow incoming,
            CapturedPaths paths,
            WebCaptureSettings settings) {
        this.currentFlow = currentFlow;
        this.publisher = publisher;
        this.incoming = incoming;
        this.paths = paths;
        this.settings = settings;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            Object state = stateOf(http, answer);
            if (state instanceof Exchange exchange && entered(exchange, http, answer)) {
                capture(exchange, http, answer, chain);
                return;
            }
            if (state instanceof FlowContext context) {
                withoutRecording(context, http, answer, chain);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private void capture(Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest captured = exchange.wrap(request);
        HttpServletResponse capturedResponse = exchange.wrap(response);
        try (CurrentFlow.Scope scope = currentFlow.open(exchange.context())) {
            chain.doFilter(captured, capturedResponse);
        } catch (Throwable t) {
            exchange.escaped(t);
            throw t;
        } finally {
            left(exchange, request);
        }
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private void withoutRecording(
            FlowContext context, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (CurrentFlow.Scope scope = currentFlow.open(context)) {
            chain.doFilter(request, response);
        }
    }

    private @Nullable Object stateOf(HttpServletRequest request, HttpServletResponse response) {
        try {
            Object state = request.getAttribute(ATTRIBUTE);
            if (state == null && request.getDispatcherType() == DispatcherType.REQUEST && paths.includes(request)) {
                state = begin(request, response);
                request.setAttribute(ATTRIBUTE, state);
            }
            return state;
        } catch (Throwable t) {
            CaptureFailures.swallow("begin to capture a request", t);
            return null;
        }
    }

    private Object begin(HttpServletRequest request, HttpServletResponse response) {
        FlowContext context = incoming.read(request);
        if (settings.responseHeader() != null) {
            response.setHeader(settings.responseHeader(), context.correlationId());
        }
        if (!context.sampled()) {
            return context;
        }
        ExchangeReport report = new ExchangeReport(
                publisher, context, request, settings.volume().ofRequest(CapturedPaths.pathOf(request)));
        return new Exchange(currentFlow, context, report, settings, request, response);
    }

    private static boolean entered(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        try {
            return exchange.enter(request, response);
        } catch (Throwable t) {
            CaptureFailures.swallow("follow a request", t);
            return false;
        }
    }

    private static void left(Exchange exchange, HttpServletRequest request) {
        try {
            exchange.leave(request);
        } catch (Throwable t) {
            CaptureFailures.swallow("report the end of a request", t);
        }
    }
}
