/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.CaptureFailures;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Follows an asynchronous request to its real end. Being told twice does no harm. */
final class ExchangeListener implements AsyncListener {

    private final Exchange exchange;

    ExchangeListener(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        exchange.watch(event.getAsyncContext());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        exchange.timedOut();
    }

    @Override
    public void onError(AsyncEvent event) {
        exchange.failed(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        try {
            exchange.endUnlessErrorPageFollows();
        } catch (Throwable t) {
            CaptureFailures.swallow("report the end of an asynchronous request", t);
        }
    }
}
