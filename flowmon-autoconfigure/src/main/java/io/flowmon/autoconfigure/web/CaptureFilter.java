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

    /** The request attribute with the {@link Exchange}. */
    static final String ATTRIBUTE = "io.flowmon.exchange";

    private final CurrentFlow currentFlow;
    private final EventPublisher publisher;
    private final IncomingFlow incoming;
    private final CallSelection selection;
    private final WebCaptureSettings settings;

    CaptureFilter(
            CurrentFlow currentFlow,
            EventPublisher publisher,
            IncomingFlow incoming,
            CallSelection selection,
            WebCaptureSettings settings) {
        this.currentFlow = currentFlow;
        this.publisher = publisher;
        this.incoming = incoming;
        this.selection = selection;
        this.settings = settings;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            Exchange exchange = exchangeOf(http, answer);
            if (exchange != null && entered(exchange, http, answer)) {
                capture(exchange, http, answer, chain);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private void capture(Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest captured = exchange.wrap(request);
        HttpServletResponse capturedResponse = exchange.wrap(telling(response, exchange.context()));
        try (CurrentFlow.Scope scope = exchange.openFlow()) {
            chain.doFilter(captured, capturedResponse);
        } catch (Throwable t) {
            exchange.escaped(t);
            throw t;
        } finally {
            left(exchange, request);
        }
    }

    private HttpServletResponse telling(HttpServletResponse response, FlowContext context) {
        String header = settings.responseHeader();
        if (header == null) {
            return response;
        }
        try {
            return TellingResponse.of(response, header, context.correlationId());
        } catch (Throwable t) {
            CaptureFailures.swallow("tell a response's correlation id", t);
            return response;
        }
    }

    private @Nullable Exchange exchangeOf(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (request.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
                return exchange;
            }
            if (request.getDispatcherType() != DispatcherType.REQUEST || !selection.takes(request)) {
                return null;
            }
            Exchange exchange = begin(request, response);
            request.setAttribute(ATTRIBUTE, exchange);
            return exchange;
        } catch (Throwable t) {
            CaptureFailures.swallow("begin to capture a request", t);
            return null;
        }
    }

    private Exchange begin(HttpServletRequest request, HttpServletResponse response) {
        FlowContext context = incoming.read(request);
        ExchangeReport report = context.sampled()
                ? new ExchangeReport(
                        publisher,
                        selection,
                        context,
                        request,
                        settings.volume().ofRequest(CapturedPaths.pathOf(request)))
                : null;
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
