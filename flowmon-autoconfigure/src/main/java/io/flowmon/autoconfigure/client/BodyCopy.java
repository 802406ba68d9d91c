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

/**
 * The copy of one body. It may be written on another thread than the one that takes the snapshot, which may be faster: the
 * answer can be there before that thread has told that it is done. Then a declared length tells whether it is.
 */
final class BodyCopy {

    private final BodyTypes types;
    private final int cap;
    private volatile @Nullable CaptureBuffer buffer;
    private volatile boolean unwritten;

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

    /** There is a body, and none of it was written yet: until {@link #written} it is not all there. */
    void expect() {
        buffer = null;
        unwritten = true;
    }

    /** It was written to its end. */
    void written() {
        unwritten = false;
    }

    /** @param sent whether the body is to be sent; else its size alone */
    @Nullable
    CapturedBody snapshot(boolean sent, HttpHeaders headers) {
        boolean open = unwritten;
        CaptureBuffer seen = buffer;
        long size = seen == null ? 0 : seen.size();
        boolean broken = open && size != headers.getContentLength();
        if (size == 0 && !broken) {
            return null;
        }
        if (!sent) {
            return CapturedBody.omitted(size, broken);
        }
        CaptureBuffer kept = seen == null ? new CaptureBuffer(0) : seen;
        return kept.snapshot(
                broken, headers.getFirst(HttpHeaders.CONTENT_TYPE), headers.getFirst(HttpHeaders.CONTENT_ENCODING));
    }
}
