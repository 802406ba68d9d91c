/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.core.capture.BodyTypes;
import io.flowmon.core.capture.CaptureBuffer;
import io.flowmon.core.event.CapturedBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The copy of one body. It may be written on another thread than the one that takes the snapshot. */
final class BodyCopy {

    private final BodyTypes types;
    private final int cap;
    private volatile @Nullable CaptureBuffer buffer;

    BodyCopy(BodyTypes types, int cap) {
        this.types = types;
        this.cap = cap;
    }

    /** Begins, or begins again: a client that repeats a request writes its body again. */
    CaptureBuffer begin(@Nullable String contentType) {
        CaptureBuffer begun = new CaptureBuffer(types.isExcluded(contentType) ? 0 : cap);
        buffer = begun;
        return begun;
    }

    /** @param sent whether the body is to be sent; else its size alone */
    @Nullable
    CapturedBody snapshot(boolean sent, HttpHeaders headers) {
        CaptureBuffer seen = buffer;
        if (seen == null || seen.size() == 0) {
            return null;
        }
        return sent
                ? seen.snapshot(
                        false,
                        headers.getFirst(HttpHeaders.CONTENT_TYPE),
                        headers.getFirst(HttpHeaders.CONTENT_ENCODING))
                : CapturedBody.omitted(seen.size(), false);
    }
}
