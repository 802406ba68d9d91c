/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Starts asynchronous work in the ways that the servlet API knows. */
final class AsyncServlet extends HttpServlet {

    private static final long SOON_MILLIS = 50;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String way = String.valueOf(request.getPathInfo());
        if (request.getDispatcherType() == DispatcherType.ASYNC && !restarted(request, way)) {
            response.getOutputStream().print("dispatched");
            return;
        }
        AsyncContext async = way.startsWith("/plain") ? request.startAsync() : request.startAsync(request, response);
        switch (way) {
            case "/timeout" -> async.setTimeout(SOON_MILLIS);
            case "/dispatch", "/plain-dispatch", "/restart" -> async.dispatch();
            default -> async.start(() -> complete(async, response));
        }
    }

    private static boolean restarted(HttpServletRequest request, String way) {
        boolean first = request.getAttribute("restarted") == null;
        request.setAttribute("restarted", true);
        return "/restart".equals(way) && first;
    }

    private static void complete(AsyncContext async, HttpServletResponse response) {
        try {
            response.getOutputStream().print("completed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            async.complete();
        }
    }
}
