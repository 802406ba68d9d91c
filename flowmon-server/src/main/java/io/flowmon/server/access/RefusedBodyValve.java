/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * Ends the connection of whoever was refused before the body was read. Tomcat would else wait for the rest of the body, so
 * that the connection can be used again, and a stranger who sends slowly would hold a thread for it.
 */
final class RefusedBodyValve extends ValveBase {

    private static final int TOO_MANY_REQUESTS = 429;

    /** A redirection leads to the login. */
    private static final Set<Integer> REFUSALS = Set.of(
            HttpServletResponse.SC_FOUND,
            HttpServletResponse.SC_UNAUTHORIZED,
            HttpServletResponse.SC_FORBIDDEN,
            TOO_MANY_REQUESTS);

    RefusedBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (REFUSALS.contains(response.getStatus()) && isBodyToCome(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** A body that is here already is passed over at once, and the connection stays. */
    private static boolean isBodyToCome(Request request) {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        long length = coyote.getContentLengthLong();
        if (length < 0) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        }
        coyote.action(ActionCode.AVAILABLE, false);
        return coyote.getBytesRead() + coyote.getAvailable() < length;
    }
}
