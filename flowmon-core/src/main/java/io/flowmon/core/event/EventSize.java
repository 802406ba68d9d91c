/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roughly how many bytes of memory an event holds. */
final class EventSize {

    /** Rough cost of an event's own objects in bytes, for the bound of the sender's queue. */
    private static final int FIXED_SIZE = 400;

    /** As {@link #FIXED_SIZE}, of a parameter's name and of each of its values. */
    private static final int PARAMETER_SIZE = 64;

    private EventSize() {}

    static int of(EventBuilder event) {
        long size = (long) FIXED_SIZE + event.endpoint.length();
        Completion completion = event.completion;
        ErrorInfo error = completion == null ? null : completion.error();
        if (error != null) {
            size += sizeOf(error.message());
        }
        ServiceParams serviceParams = event.serviceParams;
        if (serviceParams != null) {
            size += sizeOf(serviceParams.body());
            size += sizeOf(serviceParams.path());
            size += sizeOf(serviceParams.query());
            size += sizeOfForm(serviceParams.form());
            size += sizeOf(serviceParams.others());
        }
        if (event.result != null) {
            size += sizeOf(event.result.body());
        }
        if (event.headers != null) {
            size += event.headers.characters();
        }
        size += sizeOf(event.businessKeys);
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static int sizeOf(@Nullable CapturedBody body) {
        return body == null ? 0 : body.bytes().length;
    }

    private static int sizeOf(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static long sizeOfForm(@Nullable Map<String, List<String>> form) {
        long size = 0;
        if (form == null) {
            return size;
        }
        for (Map.Entry<String, List<String>> entry : form.entrySet()) {
            size += (long) PARAMETER_SIZE + sizeOf(entry.getKey());
            for (String value : entry.getValue()) {
                size += (long) PARAMETER_SIZE + value.length();
            }
        }
        return size;
    }

    /**
     * Of values that are not text only the texts' lengths are known; the rest is taken for small, and so is what an
     * application's own map does not tell.
     */
    private static long sizeOf(Map<String, ?> values) {
        long size = 0;
        try {
            if (!values.isEmpty()) {
                for (Map.Entry<String, ?> entry : values.entrySet()) {
                    size += sizeOf(entry.getKey());
                    if (entry.getValue() instanceof CharSequence text) {
                        size += text.length();
                    }
                }
            }
        } catch (RuntimeException unreadable) {
            // the encoder meets it again, and masks the part
        }
        return size;
    }
}
