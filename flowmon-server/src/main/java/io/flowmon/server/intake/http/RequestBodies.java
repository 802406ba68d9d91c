/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.http;

import io.flowmon.server.intake.IntakeMetrics;
import io.flowmon.server.settings.ServerSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads request bodies within two bounds: one for each, inflated, and one for all that are in memory. A body takes its
 * part of the second as it arrives, not by what it announces: who sends slowly keeps nothing from the others.
 */
@Component
class RequestBodies {

    private static final int CHUNK = 16 * 1024;
    private static final int MOST_CHUNKS = 1 << 20;

    private final int most;
    private final Semaphore chunks;
    private final IntakeMetrics metrics;

    RequestBodies(ServerSettings settings, IntakeMetrics metrics) {
        this.most = (int) settings.http().maxRequest().toBytes();
        this.chunks = new Semaphore(
                (int) Math.min(MOST_CHUNKS, settings.http().memory().toBytes() / CHUNK));
        this.metrics = metrics;
    }

    /** A body, whose memory counts until it is closed. */
    final class Body implements AutoCloseable {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int taken;

        byte[] bytes() {
            return content.toByteArray();
        }

        @Override
        public void close() {
            chunks.release(taken);
            taken = 0;
        }

        private void read(InputStream in) throws IOException {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
                if (content.size() + n > most) {
                    throw tooLarge();
                }
                if (!chunks.tryAcquire()) {
                    metrics.countRefused("http", "memory");
                    throw new ResponseStatusException(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Too many requests are being taken in (flowmon.server.http.memory); send again later");
                }
                taken++;
                content.write(chunk, 0, n);
            }
        }
    }

    /** Reads the request's body; what is wrong with it is answered with a problem. */
    Body read(HttpServletRequest request) throws IOException {
        boolean gzip = isGzip(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        if (request.getContentLengthLong() > most) {
            throw tooLarge();
        }
        Body body = new Body();
        try {
            body.read(gzip ? new GZIPInputStream(request.getInputStream()) : request.getInputStream());
        } catch (ZipException | EOFException notGzip) {
            body.close();
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "The request is not gzip: " + notGzip.getMessage(), notGzip);
        } catch (IOException | RuntimeException failure) {
            body.close();
            throw failure;
        }
        return body;
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new ResponseStatusException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be gzip, or absent");
    }

    private ResponseStatusException tooLarge() {
        return new ResponseStatusException(
                HttpStatus.CONTENT_TOO_LARGE,
                "A request has at most " + most + " bytes, inflated (flowmon.server.http.max-request); send several");
    }
}
