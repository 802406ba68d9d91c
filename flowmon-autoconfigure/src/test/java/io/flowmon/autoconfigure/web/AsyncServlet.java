/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.context.CurrentFlow;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Starts asynchronous work in the ways that the servlet API knows. The ways whose names begin with "plain" start it
 * without arguments, and use what the context then offers.
 */
final class AsyncServlet extends HttpServlet {

    private static final long SOON_MILLIS = 50;

    @SuppressWarnings("serial") // nobody serializes it
    private final ObjectProvider<CurrentFlow> currentFlow;

    AsyncServlet(ObjectProvider<CurrentFlow> currentFlow) {
        this.currentFlow = currentFlow;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String way = String.valueOf(request.getPathInfo());
        if (request.getDispatcherType() == DispatcherType.ASYNC && !restarted(request, way)) {
            response.getOutputStream().print("dispatched");
            return;
        }
        AsyncContext async = way.startsWith("/plain") ? request.startAsync() : request.startAsync(request, response);
        switch (way) {
            case "/timeout" -> async.setTimeout(SOON_MILLIS);
            case "/plain-listener" -> {
                async.setTimeout(SOON_MILLIS);
                async.addListener(new LateAnswer());
            }
            case "/endless" -> {
                async.setTimeout(SOON_MILLIS);
                async.addListener(new Redispatch());
                CompletableFuture.runAsync(() -> writeEndlessly(async)).join();
            }
            case "/dispatch", "/plain-dispatch", "/restart" -> async.dispatch();
            default -> async.start(() -> complete(async, way));
        }
    }

    private static boolean restarted(HttpServletRequest request, String way) {
        boolean first = request.getAttribute("restarted") == null;
        request.setAttribute("restarted", true);
        return "/restart".equals(way) && first;
    }

    private void complete(AsyncContext async, String way) {
        try {
            switch (way) {
                case "/flow", "/plain-flow" ->
                    async.getResponse().getOutputStream().print(FlowController.describe(currentFlow.getIfAvailable()));
                case "/plain-writer" -> async.getResponse().getWriter().print("written");
                case "/plain-request" ->
                    async.getRequest()
                            .getInputStream()
                            .transferTo(async.getResponse().getOutputStream());
                default -> async.getResponse().getOutputStream().print("completed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            async.complete();
        }
    }

    /** Until nobody listens any more. */
    private static void writeEndlessly(AsyncContext async) {
        byte[] block = new byte[8192];
        try {
            while (!Thread.currentThread().isInterrupted()) {
                async.getResponse().getOutputStream().write(block);
            }
        } catch (IOException e) {
            // that is what it waits for
        }
    }

    /** Answers an error, of which Tomcat tells, or the time-out, which comes from Jetty, as Spring does. */
    private static final class Redispatch implements AsyncListener {

        @Override
        public void onError(AsyncEvent event) {
            event.getAsyncContext().dispatch();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().dispatch();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static final class LateAnswer implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            event.getAsyncContext().getResponse().getOutputStream().print("too late");
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
