/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.autoconfigure.test.OpenApplication;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Callable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A service whose calls are traced by its own tracer. */
@Configuration(proxyBeanMethods = false)
@OpenApplication
class TracedApplication {

    @Bean
    RecordingPublisher recordingPublisher() {
        return new RecordingPublisher();
    }

    @Bean
    SeenSpans seenSpans() {
        return new SeenSpans();
    }

    /** Stands where a security chain stands. */
    @Bean
    FilterRegistrationBean<?> guard() {
        FilterRegistrationBean<?> guard = new FilterRegistrationBean<>(
                (request, response, chain) -> ((HttpServletResponse) response).setStatus(401));
        guard.addUrlPatterns("/secured");
        return guard;
    }

    @RestController
    static class Orders {

        private final RestClient client;
        private final Environment environment;
        private final Flowmon flowmon;
        private final Tracer tracer;

        Orders(RestClient.Builder clients, Environment environment, Flowmon flowmon, Tracer tracer) {
            this.client = clients.build();
            this.environment = environment;
            this.flowmon = flowmon;
            this.tracer = tracer;
        }

        @GetMapping("/orders/{id}")
        String order(@PathVariable String id) {
            String url = "http://localhost:" + environment.getRequiredProperty("local.server.port");
            return String.valueOf(
                    client.get().uri(url + "/stock/{id}", id).retrieve().body(String.class));
        }

        @GetMapping("/stock/{id}")
        String stock(@PathVariable String id, @RequestHeader("traceparent") String traceparent) {
            return id + " " + traceparent;
        }

        @GetMapping("/own")
        void own() {
            Span span = tracer.nextSpan().name("own").start();
            try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
                flowmon.log(scope == null ? "" : "inside " + span.context().spanId());
            } finally {
                span.end();
            }
        }

        @GetMapping("/later")
        Callable<String> later() {
            return () -> "later";
        }

        @GetMapping("/failing")
        void failing() {
            throw new IllegalStateException("no stock");
        }
    }
}
