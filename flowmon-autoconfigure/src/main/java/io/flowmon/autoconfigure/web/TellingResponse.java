/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * A response that tells the flow's correlation id in a header, whatever becomes of it: also as an error, streamed, or
 * after a reset. A header of that name that the application sets, or adds, takes its place.
 */
final class TellingResponse extends HttpServletResponseWrapper {

    private final String name;
    private final String correlationId;

    private TellingResponse(HttpServletResponse response, String name, String correlationId) {
        super(response);
        this.name = name;
        this.correlationId = correlationId;
    }

    static HttpServletResponse of(HttpServletResponse response, String name, String correlationId) {
        if (WebUtils.getNativeResponse(response, TellingResponse.class) != null) {
            return response;
        }
        TellingResponse telling = new TellingResponse(response, name, correlationId);
        telling.tell();
        return telling;
    }

    @Override
    public void addHeader(String header, String value) {
        if (header != null && header.equalsIgnoreCase(name) && correlationId.equals(getHeader(name))) {
            super.setHeader(header, value);
        } else {
            super.addHeader(header, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        tell();
    }

    private void tell() {
        if (!isCommitted() && !containsHeader(name)) {
            setHeader(name, correlationId);
        }
    }
}
