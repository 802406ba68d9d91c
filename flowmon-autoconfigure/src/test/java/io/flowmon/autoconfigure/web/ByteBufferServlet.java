/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Echoes a body through the buffer methods of Servlet 6.1. */
final class ByteBufferServlet extends HttpServlet {

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(16);
        int count = request.getInputStream().read(block);
        while (count >= 0) {
            // Containers disagree on where they leave the position.
            block.clear().limit(count);
            response.getOutputStream().write(block);
            block.clear();
            count = request.getInputStream().read(block);
        }
    }
}
