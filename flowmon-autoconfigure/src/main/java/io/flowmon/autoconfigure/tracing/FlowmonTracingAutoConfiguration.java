/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.core.context.TraceSource;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.Span;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Puts the ids of the host's current span on the events. Opens no span, and changes none. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration")
@ConditionalOnFlowmonEnabled
final class FlowmonTracingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TraceSourcesRegistrar flowmonTraceSourcesRegistrar(ObjectProvider<TraceSource> sources) {
        return new TraceSourcesRegistrar(sources.orderedStream().toList());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    @ConditionalOnSingleCandidate(Tracer.class)
    static class MicrometerTracing {

        @Bean
        @Order(0)
        @ConditionalOnMissingBean
        MicrometerTraceSource flowmonMicrometerTraceSource(Tracer tracer) {
            return new MicrometerTraceSource(tracer);
        }
    }

    /** Also where Micrometer Tracing is: its tracer may be one that does nothing, beside the Java agent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Span.class)
    static class OpenTelemetry {

        @Bean
        @Order(1)
        @ConditionalOnMissingBean
        OpenTelemetryTraceSource flowmonOpenTelemetryTraceSource() {
            return new OpenTelemetryTraceSource();
        }
    }
}
