/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import io.flowmon.core.context.TraceIds;
import io.flowmon.core.context.TraceSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** Asks the API of OpenTelemetry, which knows the spans of an SDK in the application and those of the Java agent. */
final class OpenTelemetryTraceSource implements TraceSource {

    @Override
    public @Nullable TraceIds current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? new TraceIds(span.getTraceId(), span.getSpanId()) : null;
    }
}
