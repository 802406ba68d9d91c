/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.BodyTypes;
import io.flowmon.core.event.CapturedBody;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it. Stream and reader are taken from the container when the application takes
 * them, so that the container's own rules about them still hold; parameters and parts are looked at only after the
 * application has asked for them.
 */
final class CapturedRequest extends HttpServletRequestWrapper {

    /** Asked for as a header: containers may fail to read what {@code getContentType()} gives. */
    static final String CONTENT_TYPE = "Content-Type";

    private final Exchange exchange;
    private final BodyCapture body;
    private final FormCapture form;
    private final BodyTypes types;
    private final int cap;
    private @Nullable CapturedInputStream stream;
    private @Nullable BufferedReader reader;
    private @Nullable CapturedAsyncContext async;

    CapturedRequest(HttpServletRequest request, Exchange exchange, BodyTypes types, int cap) {
        super(request);
        this.exchange = exchange;
        this.body = new BodyCapture(types, cap, () -> request.getHeader(CONTENT_TYPE), request::getCharacterEncoding);
        this.form = new FormCapture();
        this.types = types;
        this.cap = cap;
    }

    private CapturedRequest(HttpServletRequest request, CapturedRequest before) {
        super(request);
        this.exchange = before.exchange;
        this.body = before.body;
        this.form = before.form;
        this.types = before.types;
        this.cap = before.cap;
    }

    /** Goes on with the same capture where the container dispatches with its own, unwrapped request. */
    CapturedRequest forDispatch(HttpServletRequest current) {
        return new CapturedRequest(current, this);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        CapturedInputStream present = stream;
        if (present == null) {
            present = new CapturedInputStream(
                    super.getInputStream(), body, exchange.streamFailure(), exchange.listenersInFlow());
            stream = present;
        }
        return present;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        BufferedReader present = reader;
        if (present == null) {
            present = new CapturedReader(super.getReader(), body, exchange.streamFailure()).buffered();
            reader = present;
        }
        return present;
    }

    @Override
    public @Nullable String getParameter(String name) {
        form.parametersAsked();
        return super.getParameter(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        form.parametersAsked();
        return super.getParameterMap();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        form.parametersAsked();
        return super.getParameterNames();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        form.parametersAsked();
        return super.getParameterValues(name);
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        Collection<Part> parts = super.getParts();
        form.partsSeen(parts);
        return parts;
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        Part part = super.getPart(name);
        if (part != null) {
            form.partsSeen(List.of(part));
        }
        return part;
    }

    @Override
    public AsyncContext startAsync() {
        return captured(exchange.watch(super.startAsync()));
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return captured(exchange.watch(super.startAsync(request, response)));
    }

    /** A container throws before there is one; the requests of {@code MockMvc} answer null. */
    @Override
    public @Nullable AsyncContext getAsyncContext() {
        AsyncContext current = super.getAsyncContext();
        return current == null ? null : captured(current);
    }

    FormCapture form() {
        return form;
    }

    /** Takes over what the form holds, as long as the container still does. */
    void collectForm() {
        form.collect((HttpServletRequest) getRequest(), types.isExcluded(getHeader(CONTENT_TYPE)) ? 0 : cap);
    }

    /** @param sent whether the body is to be sent; else its size alone */
    @Nullable
    CapturedBody capturedBody(boolean sent) {
        if (form.hasParameters() && body.size() == 0) {
            return formAsBody(sent);
        }
        boolean unread = hasBody() && !form.used() && !readToTheEnd();
        return body.snapshot(sent, unread, getHeader(CONTENT_TYPE), getHeader("Content-Encoding"));
    }

    /** A form that is told as parameters has no body beside them. */
    private @Nullable CapturedBody formAsBody(boolean sent) {
        if (form.size() == 0 || (sent && form.parameters() != null)) {
            return null;
        }
        return sent
                ? new CapturedBody(new byte[0], form.size(), false, getHeader(CONTENT_TYPE), null)
                : CapturedBody.omitted(form.size(), false);
    }

    private AsyncContext captured(AsyncContext current) {
        CapturedAsyncContext known = async;
        if (known == null || !known.isFor(current)) {
            known = new CapturedAsyncContext(current, exchange);
            async = known;
        }
        return known;
    }

    /** Over HTTP/2 a body needs neither header: there it is known only once the application has read of it. */
    private boolean hasBody() {
        return getContentLengthLong() > 0 || getHeader("Transfer-Encoding") != null || body.size() > 0;
    }

    private boolean readToTheEnd() {
        long declared = getContentLengthLong();
        if (declared >= 0 && body.size() >= declared) {
            return true;
        }
        return body.ended();
    }
}
