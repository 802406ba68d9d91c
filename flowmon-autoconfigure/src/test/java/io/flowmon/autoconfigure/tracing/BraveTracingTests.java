/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class BraveTracingTests extends TracingContract {

    @Override
    Class<?> tracer() {
        return Exporting.class;
    }

    @Override
    String excluded() {
        return "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure."
                + "OpenTelemetryTracingAutoConfiguration";
    }

    @Configuration(proxyBeanMethods = false)
    static class Exporting {

        @Bean
        SpanHandler exporter(SeenSpans spans) {
            return new SpanHandler() {
                @Override
                public boolean end(TraceContext context, MutableSpan span, Cause cause) {
                    spans.add(new SeenSpan(
                            span.traceId(),
                            span.id(),
                            span.parentId(),
                            String.valueOf(span.kind()),
                            String.valueOf(span.name())));
                    return true;
                }
            };
        }
    }
}
