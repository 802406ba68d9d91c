/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of a body, as raw bytes: decoding, parsing and masking are the sender thread's work.
 *
 * @param bytes the first bytes, at most as many as the capture's cap; never changed after construction
 * @param size length of the whole body in bytes, as far as it was read or written
 * @param unread the application did not read the body to its end
 * @param contentType the {@code Content-Type} as declared
 * @param contentEncoding the {@code Content-Encoding} as declared
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared: copying a body on a request's thread is what we avoid
public record CapturedBody(
        byte[] bytes,
        long size,
        boolean unread,
        @Nullable String contentType,
        @Nullable String contentEncoding) {

    /** Whether bytes beyond the cap were seen and not kept. */
    public boolean truncated() {
        return size > bytes.length;
    }
}
