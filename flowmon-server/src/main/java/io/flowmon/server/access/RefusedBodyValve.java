/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.http.HttpHeaders;

/**
 * Takes the body of a request that was refused from its sender, so that the sender gets to read the answer, but waits for it
 * a second at most: then the connection ends. Tomcat alone would wait for as long as a stranger cares to send.
 */
final class RefusedBodyValve extends ValveBase {

    private static final int TOO_MANY_REQUESTS = 429;

    /** A redirection leads to the login. */
    private static final Set<Integer> REFUSALS = Set.of(
            HttpServletResponse.SC_FOUND,
            HttpServletResponse.SC_UNAUTHORIZED,
            HttpServletResponse.SC_FORBIDDEN,
            TOO_MANY_REQUESTS);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    RefusedBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (REFUSALS.contains(response.getStatus()) && hasBody(request)) {
            response.flushBuffer();
            if (!isTaken(request)) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Reads only what is there, which does not wait; of a body in chunks it might, in the middle of a chunk's head. */
    private static boolean isTaken(Request request) {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        if (coyote.getContentLengthLong() < 0) {
            return coyote.isFinished();
        }
        Passed passed = new Passed();
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (System.nanoTime() - end < 0) {
                if (coyote.isFinished()) {
                    return true;
                }
                coyote.action(ActionCode.AVAILABLE, true);
                if (coyote.getAvailable() <= 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else if (coyote.doRead(passed) < 0) {
                    return true;
                }
            }
        } catch (IOException gone) {
            return false;
        }
        return false;
    }

    /** Where Tomcat shows what it has read: nobody looks at it. */
    private static final class Passed implements ApplicationBufferHandler {

        private ByteBuffer content = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            content = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return content;
        }

        @Override
        public void expand(int size) {
            // for those who collect
        }
    }
}
