/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Echoes a body without ever blocking. */
final class NonBlockingServlet extends HttpServlet {

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync(request, response);
        ServletInputStream input = request.getInputStream();
        input.setReadListener(new Reading(async, input, response.getOutputStream()));
    }

    private record Reading(
            AsyncContext async, ServletInputStream input, ServletOutputStream output, ByteArrayOutputStream seen)
            implements ReadListener {

        Reading(AsyncContext async, ServletInputStream input, ServletOutputStream output) {
            this(async, input, output, new ByteArrayOutputStream());
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] block = new byte[16];
            while (input.isReady()) {
                int count = input.read(block);
                if (count < 0) {
                    return;
                }
                seen.write(block, 0, count);
            }
        }

        @Override
        public void onAllDataRead() {
            output.setWriteListener(new Writing(async, output, seen.toByteArray()));
        }

        @Override
        public void onError(Throwable error) {
            async.complete();
        }
    }

    private static final class Writing implements WriteListener {

        private final AsyncContext async;
        private final ServletOutputStream output;
        private final byte[] bytes;
        private boolean written;

        Writing(AsyncContext async, ServletOutputStream output, byte[] bytes) {
            this.async = async;
            this.output = output;
            this.bytes = bytes;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (output.isReady()) {
                if (written) {
                    async.complete();
                    return;
                }
                written = true;
                output.write(bytes);
            }
        }

        @Override
        public void onError(Throwable error) {
            async.complete();
        }
    }
}
