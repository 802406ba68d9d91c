/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.context.CurrentFlow;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The container's asynchronous context, which after {@code startAsync()} without arguments has the container's own request
 * and response: what is read and written there is captured as well. Whatever the container does with them, such as a
 * dispatch, it does with its own.
 */
final class CapturedAsyncContext implements AsyncContext {

    private final AsyncContext delegate;
    private final Exchange exchange;

    CapturedAsyncContext(AsyncContext delegate, Exchange exchange) {
        this.delegate = delegate;
        this.exchange = exchange;
    }

    boolean isFor(AsyncContext other) {
        return delegate == other;
    }

    @Override
    public ServletRequest getRequest() {
        ServletRequest request = delegate.getRequest();
        return request instanceof HttpServletRequest http ? exchange.wrap(http) : request;
    }

    @Override
    public ServletResponse getResponse() {
        ServletResponse response = delegate.getResponse();
        return response instanceof HttpServletResponse http ? exchange.wrap(http) : response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return delegate.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        delegate.dispatch();
    }

    @Override
    public void dispatch(String path) {
        delegate.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        delegate.dispatch(context, path);
    }

    @Override
    public void complete() {
        delegate.complete();
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public void start(Runnable work) {
        delegate.start(() -> {
            try (CurrentFlow.Scope scope = exchange.openFlow()) {
                work.run();
            }
        });
    }

    @Override
    public void addListener(AsyncListener listener) {
        delegate.addListener(new CapturedAsyncListener(listener, exchange));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        delegate.addListener(new CapturedAsyncListener(listener, exchange), request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return delegate.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        delegate.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return delegate.getTimeout();
    }
}
