/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.TraceIds;
import io.flowmon.core.context.TraceSource;
import io.flowmon.core.context.Traces;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FlowmonTracingAutoConfigurationTests {

    private static final TraceIds IDS = new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonTracingAutoConfiguration.class));

    @Test
    void spanOfOpenTelemetrysApi_isSeenWhileTheContextLives() {
        try (Scope scope = openTelemetrySpan().makeCurrent()) {
            assertThat(scope).isNotNull();
            runner.run(context -> assertThat(Traces.current()).isEqualTo(IDS));
            assertThat(Traces.current()).isNull();
        }
    }

    @Test
    void tracerThatDoesNothing_leavesTheQuestionToOpenTelemetry() {
        try (Scope scope = openTelemetrySpan().makeCurrent()) {
            assertThat(scope).isNotNull();
            runner.withBean(Tracer.class, () -> Tracer.NOOP)
                    .run(context -> assertThat(Traces.current()).isEqualTo(IDS));
        }
    }

    @Test
    void withoutAnyTracing_thereIsNoSource() {
        runner.withClassLoader(new FilteredClassLoader(Tracer.class, Span.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TraceSource.class));
    }

    @Test
    void switchedOff_asksNobody() {
        try (Scope scope = openTelemetrySpan().makeCurrent()) {
            assertThat(scope).isNotNull();
            runner.withPropertyValues("flowmon.enabled=false")
                    .run(context -> assertThat(Traces.current()).isNull());
        }
    }

    @Test
    void sourceOfTheApplication_isAskedToo() {
        runner.withBean(TraceSource.class, () -> () -> IDS)
                .run(context -> assertThat(Traces.current()).isEqualTo(IDS));
    }

    private static Span openTelemetrySpan() {
        return Span.wrap(
                SpanContext.create(IDS.traceId(), IDS.spanId(), TraceFlags.getSampled(), TraceState.getDefault()));
    }
}
