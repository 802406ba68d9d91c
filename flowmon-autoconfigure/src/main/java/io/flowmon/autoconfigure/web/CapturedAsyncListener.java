/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.context.CurrentFlow;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** Lets an application's listener run in the request's flow, with events that lead to captured requests and responses. */
final class CapturedAsyncListener implements AsyncListener {

    private final AsyncListener delegate;
    private final Exchange exchange;

    CapturedAsyncListener(AsyncListener delegate, Exchange exchange) {
        this.delegate = delegate;
        this.exchange = exchange;
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public void onComplete(AsyncEvent event) throws IOException {
        try (CurrentFlow.Scope scope = exchange.openFlow()) {
            delegate.onComplete(captured(event));
        }
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public void onTimeout(AsyncEvent event) throws IOException {
        try (CurrentFlow.Scope scope = exchange.openFlow()) {
            delegate.onTimeout(captured(event));
        }
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public void onError(AsyncEvent event) throws IOException {
        try (CurrentFlow.Scope scope = exchange.openFlow()) {
            delegate.onError(captured(event));
        }
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public void onStartAsync(AsyncEvent event) throws IOException {
        try (CurrentFlow.Scope scope = exchange.openFlow()) {
            delegate.onStartAsync(captured(event));
        }
    }

    private AsyncEvent captured(AsyncEvent event) {
        return new AsyncEvent(
                new CapturedAsyncContext(event.getAsyncContext(), exchange),
                event.getSuppliedRequest(),
                event.getSuppliedResponse(),
                event.getThrowable());
    }
}
