/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.query.connection;

import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;

/**
 * Asks a connection whether its client has closed it. Nothing tells a servlet that: Tomcat looks at a connection only
 * when it reads or writes. So this lets Tomcat read ahead, without waiting, what can only be the next request; it stays in
 * Tomcat's own buffer. Any thread, while the request's own thread keeps away from the connection.
 */
final class ConnectionProbe implements BooleanSupplier {

    /** What Tomcat reports when the connection cannot be read any more, besides for a single byte. */
    private static final int FAILED = 1;

    private final org.apache.coyote.Request request;
    private final boolean usable;

    ConnectionProbe(Request request) {
        this.request = request.getCoyoteRequest();
        this.usable = request.getContentLengthLong() < 0
                && request.getHeader("Transfer-Encoding") == null
                && request.getProtocol() != null
                && request.getProtocol().startsWith("HTTP/1.");
    }

    /** A failure repeats itself; what was read is reported once. */
    @Override
    public boolean getAsBoolean() {
        return usable && readAhead() == FAILED && readAhead() == FAILED;
    }

    private int readAhead() {
        request.action(ActionCode.AVAILABLE, true);
        return request.getAvailable();
    }
}
