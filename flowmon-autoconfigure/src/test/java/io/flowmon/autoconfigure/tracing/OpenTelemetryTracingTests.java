/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class OpenTelemetryTracingTests extends TracingContract {

    @Override
    Class<?> tracer() {
        return Exporting.class;
    }

    @Override
    String excluded() {
        return "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration";
    }

    @Configuration(proxyBeanMethods = false)
    static class Exporting {

        @Bean
        SpanProcessor exporting(SeenSpans spans) {
            return SimpleSpanProcessor.create(new Exporter(spans));
        }
    }

    private record Exporter(SeenSpans spans) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            for (SpanData span : ended) {
                spans.add(new SeenSpan(
                        span.getTraceId(),
                        span.getSpanId(),
                        span.getParentSpanId(),
                        span.getKind().name(),
                        span.getName()));
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
