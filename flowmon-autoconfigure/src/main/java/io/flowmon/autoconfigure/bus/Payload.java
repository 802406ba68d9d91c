/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.bus;

import io.flowmon.core.event.CapturedBody;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a message carries, before it is known how much of that is kept. */
@FunctionalInterface
public interface Payload {

    /** What is kept: at most {@code max} bytes. */
    CapturedBody captured(int max);

    /** Bytes, which are copied. */
    static Payload of(byte[] bytes, @Nullable String contentType, @Nullable String contentEncoding) {
        return max -> new CapturedBody(
                Arrays.copyOf(bytes, Math.min(bytes.length, max)), bytes.length, false, contentType, contentEncoding);
    }

    /** Something that cannot be had as bytes any more: its size is told. */
    static Payload ofSize(long size) {
        return max -> CapturedBody.omitted(size, false);
    }
}
