/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.CaptureFailures;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Ends what a container has left without its end, such as a call for which an error page was expected that did not come.
 * Only where the container tells of a request's end when everything is over: Jetty does so before its error pages.
 */
final class ExchangeEnds implements ServletRequestListener {

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        try {
            if (event.getServletRequest().getAttribute(CaptureFilter.ATTRIBUTE) instanceof Exchange exchange
                    && !event.getServletContext().getServerInfo().startsWith("jetty")) {
                exchange.destroyed(event.getServletRequest());
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("report the end of a request", t);
        }
    }
}
