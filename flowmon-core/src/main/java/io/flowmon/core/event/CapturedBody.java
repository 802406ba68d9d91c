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
 * @param unread the application did not read the body to its end, or did not write it
 * @param contentType the {@code Content-Type} as declared
 * @param contentEncoding the {@code Content-Encoding} as declared
 * @param replaced whether a mask stands in the bytes for something that was no text: they are then not what was sent
 * @param view how much of the bytes is shown; with {@link PayloadView#HIDDEN} there are none
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared: copying a body on a request's thread is what we avoid
public record CapturedBody(
        byte[] bytes,
        long size,
        boolean unread,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        boolean replaced,
        PayloadView view) {

    private static final byte[] NOTHING = {};

    /** A body of which the first bytes, or all, are there. */
    public CapturedBody(
            byte[] bytes, long size, boolean unread, @Nullable String contentType, @Nullable String contentEncoding) {
        this(bytes, size, unread, contentType, contentEncoding, false, PayloadView.SHOWN);
    }

    /** A body of which the first bytes, or all, are there, and so much is shown. */
    public CapturedBody(
            byte[] bytes,
            long size,
            boolean unread,
            @Nullable String contentType,
            @Nullable String contentEncoding,
            PayloadView view) {
        this(bytes, size, unread, contentType, contentEncoding, false, view);
    }

    /** The same, but for a mask in its bytes. */
    public CapturedBody withReplaced() {
        return new CapturedBody(bytes, size, unread, contentType, contentEncoding, true, view);
    }

    /** A body of {@code size} bytes that is not told. */
    public static CapturedBody omitted(long size, boolean unread) {
        return new CapturedBody(NOTHING, size, unread, null, null, PayloadView.HIDDEN);
    }

    /** The bytes are left out on purpose: the size is all that is told. */
    public boolean omitted() {
        return view == PayloadView.HIDDEN;
    }

    /** Whether bytes beyond the cap were seen and not kept. */
    public boolean truncated() {
        return !omitted() && size > bytes.length;
    }
}
