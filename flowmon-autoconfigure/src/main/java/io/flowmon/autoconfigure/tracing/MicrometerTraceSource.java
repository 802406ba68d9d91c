/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import io.flowmon.core.context.TraceIds;
import io.flowmon.core.context.TraceSource;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/** Asks Micrometer Tracing, whichever tracer is behind it. */
final class MicrometerTraceSource implements TraceSource {

    private static final int TRACE_ID_LENGTH = 32;

    private final Tracer tracer;

    MicrometerTraceSource(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public @Nullable TraceIds current() {
        TraceContext span = tracer.currentTraceContext().context();
        return span == null || span.traceId().isEmpty() || span.spanId().isEmpty()
                ? null
                : new TraceIds(padded(span.traceId()), span.spanId());
    }

    /** Brave can be set to ids of 64 bits; W3C's and everybody's who compares them have zeros in front. */
    private static String padded(String traceId) {
        int missing = TRACE_ID_LENGTH - traceId.length();
        return missing <= 0 ? traceId : "0".repeat(missing) + traceId;
    }
}
