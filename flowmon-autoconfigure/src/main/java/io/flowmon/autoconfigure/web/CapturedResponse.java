/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The response as the application sees it. Whenever the container throws away what was written, the copy is thrown away
 * as well.
 */
final class CapturedResponse extends HttpServletResponseWrapper {

    private final Exchange exchange;
    private final BodyCapture body;
    private @Nullable CapturedOutputStream stream;
    private @Nullable CapturedWriter writer;

    CapturedResponse(HttpServletResponse response, Exchange exchange, BodyCapture body) {
        super(response);
        this.exchange = exchange;
        this.body = body;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        CapturedOutputStream present = stream;
        if (present == null) {
            present = new CapturedOutputStream(
                    super.getOutputStream(), body, exchange.streamFailure(), exchange.listenersInFlow());
            stream = present;
        }
        return present;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        CapturedWriter present = writer;
        if (present == null) {
            present = new CapturedWriter(super.getWriter(), body, exchange.streamFailure());
            writer = present;
        }
        return present;
    }

    @Override
    public void reset() {
        super.reset();
        body.clear();
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        body.clear();
    }

    @Override
    public void sendError(int status) throws IOException {
        super.sendError(status);
        errorSent(status);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        super.sendError(status, message);
        errorSent(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(location);
        body.clear();
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        super.sendRedirect(location, status);
        body.clear();
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        super.sendRedirect(location, clearBuffer);
        if (clearBuffer) {
            body.clear();
        }
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        super.sendRedirect(location, status, clearBuffer);
        if (clearBuffer) {
            body.clear();
        }
    }

    private void errorSent(int status) {
        body.clear();
        stream = null;
        writer = null;
        exchange.errorSent(status);
    }
}
