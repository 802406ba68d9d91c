/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.WebUtils;

/**
 * One request and its answer, over all of its dispatches: the first one, asynchronous ones, the error page's. It lives
 * in a request attribute, and it ends once.
 *
 * <p>Without a report nothing is kept and nothing is told, but the flow still follows the request everywhere: that is how a
 * flow that is not recorded stays so.
 *
 * <p>Dispatches of one request follow each other, possibly on different threads; an end may come from a listener's.
 */
final class Exchange {

    private final CurrentFlow currentFlow;
    private final ListenersInFlow listenersInFlow;
    private final FlowContext context;
    private final @Nullable ExchangeReport report;
    private final ErrorPages errorPages;
    private final CapturedRequest request;
    private final BodyCapture responseBody;
    private final StreamFailure streamFailure = new StreamFailure(this::endIfForsaken);
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile HttpServletResponse response;
    private volatile @Nullable CapturedResponse captured;
    private volatile @Nullable Throwable escaped;
    private volatile int errorSent;
    private volatile boolean errorPageRan;
    private volatile boolean asynchronous;
    private volatile boolean timedOut;
    private volatile boolean errorTold;
    private boolean dispatching;

    Exchange(
            CurrentFlow currentFlow,
            FlowContext context,
            @Nullable ExchangeReport report,
            WebCaptureSettings settings,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.currentFlow = currentFlow;
        this.listenersInFlow = new ListenersInFlow(currentFlow, context);
        this.context = context;
        this.report = report;
        this.errorPages = settings.errorPages();
        int cap = report == null ? 0 : report.recording().cap(settings.maxBodySize());
        this.request = new CapturedRequest(request, this, settings.bodyTypes(), cap);
        this.response = response;
        this.responseBody =
                new BodyCapture(settings.bodyTypes(), cap, response::getContentType, response::getCharacterEncoding);
    }

    FlowContext context() {
        return context;
    }

    /** Makes the request's flow the calling thread's. */
    CurrentFlow.Scope openFlow() {
        return currentFlow.open(context);
    }

    ListenersInFlow listenersInFlow() {
        return listenersInFlow;
    }

    StreamFailure streamFailure() {
        return streamFailure;
    }

    /** Begins a dispatch; false when one is going on already, so that this call is nested in it. */
    boolean enter(HttpServletRequest current, HttpServletResponse currentResponse) {
        if (dispatching) {
            return false;
        }
        dispatching = true;
        response = currentResponse;
        if (current.getDispatcherType() == DispatcherType.ERROR) {
            errorPageRan = true;
            if (!currentResponse.isCommitted()) {
                responseBody.clear();
            }
        }
        return true;
    }

    HttpServletRequest wrap(HttpServletRequest current) {
        if (WebUtils.getNativeRequest(current, CapturedRequest.class) != null) {
            return current;
        }
        return current == request.getRequest() ? request : request.forDispatch(current);
    }

    HttpServletResponse wrap(HttpServletResponse current) {
        if (WebUtils.getNativeResponse(current, CapturedResponse.class) != null) {
            return current;
        }
        CapturedResponse known = captured;
        if (known == null || known.getResponse() != current) {
            known = new CapturedResponse(current, this, responseBody);
            captured = known;
        }
        return known;
    }

    void noteTrace() {
        if (report != null) {
            report.noteTrace();
        }
    }

    /** A handler was found: now the call has a name. */
    void handledBy(String pattern, boolean certain) {
        if (report != null) {
            report.handler(pattern, certain);
        }
    }

    void escaped(Throwable error) {
        escaped = error instanceof ServletException && error.getCause() != null ? error.getCause() : error;
    }

    void errorSent(int status) {
        errorSent = status;
    }

    void timedOut() {
        timedOut = true;
    }

    /** The container tells of an error while nobody had the request in hand. */
    void failed(@Nullable Throwable error) {
        if (error != null && escaped == null) {
            escaped(error);
        }
        errorTold = true;
        endIfForsaken();
    }

    AsyncContext watch(AsyncContext async) {
        asynchronous = true;
        try {
            async.addListener(new ExchangeListener(this));
        } catch (Throwable t) {
            CaptureFailures.swallow("follow an asynchronous request", t);
        }
        return async;
    }

    /** Ends a dispatch: the exchange ends with it unless somebody goes on. */
    void leave(HttpServletRequest current) {
        dispatching = false;
        if (report != null) {
            lookBack(current);
        }
        if (current.isAsyncStarted()) {
            watch(current.getAsyncContext());
        } else {
            endUnlessErrorPageFollows();
        }
    }

    /** Takes what is only there as long as the dispatch is. Without it there is still an end. */
    private void lookBack(HttpServletRequest current) {
        try {
            request.collectForm();
            if (current.getDispatcherType() == DispatcherType.REQUEST
                    && current.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
                handledBy(pattern, false);
            }
        } catch (Throwable t) {
            CaptureFailures.swallow("look back on a request", t);
        }
    }

    void endUnlessErrorPageFollows() {
        if (!errorPageFollows()) {
            end();
        }
    }

    /**
     * The container is done with the request: what has not ended and goes on nowhere ends now. Of an asynchronous one Tomcat
     * says so before its error page.
     */
    void destroyed(ServletRequest current) {
        if (current.isAsyncStarted()) {
            return;
        }
        if (asynchronous) {
            endUnlessErrorPageFollows();
        } else {
            end();
        }
    }

    /**
     * An answer that cannot be written, and the container knows: whatever follows reaches nobody. Tomcat may even forget
     * the request then, without a dispatch and without telling its listeners, when its own thread was not back yet.
     */
    private void endIfForsaken() {
        if (errorTold && streamFailure.answerLost()) {
            try {
                end();
            } catch (Throwable t) {
                CaptureFailures.swallow("report the end of a request whose caller has gone", t);
            }
        }
    }

    private void end() {
        if (report != null && ended.compareAndSet(false, true)) {
            report.end(request, response, responseBody, failure());
        }
    }

    /** After {@code sendError} the container calls the response committed, although the page is still to come. */
    private boolean errorPageFollows() {
        if (errorPageRan) {
            return false;
        }
        Throwable error = escaped;
        return (errorSent > 0 && errorPages.hasOneFor(errorSent))
                || (error != null && !response.isCommitted() && errorPages.hasOneFor(error));
    }

    private ExchangeReport.Failure failure() {
        return new ExchangeReport.Failure(escaped, streamFailure.first(), timedOut, errorPageRan);
    }
}
