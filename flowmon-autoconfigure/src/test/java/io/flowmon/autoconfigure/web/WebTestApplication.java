/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service with an endpoint of every kind that capture must survive. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlainController.class, AsyncController.class, ServletApiController.class})
class WebTestApplication {

    @Bean
    RecordingPublisher recordingPublisher() {
        return new RecordingPublisher();
    }

    @Bean
    ServletRegistrationBean<NonBlockingServlet> nonBlockingServlet() {
        return asynchronous(new ServletRegistrationBean<>(new NonBlockingServlet(), "/non-blocking"));
    }

    @Bean
    ServletRegistrationBean<ByteBufferServlet> byteBufferServlet() {
        return new ServletRegistrationBean<>(new ByteBufferServlet(), "/byte-buffer");
    }

    @Bean
    ServletRegistrationBean<AsyncServlet> asyncServlet() {
        return asynchronous(new ServletRegistrationBean<>(new AsyncServlet(), "/async-servlet/*"));
    }

    /** Stands where a security chain stands. */
    @Bean
    FilterRegistrationBean<?> guard() {
        FilterRegistrationBean<?> guard = new FilterRegistrationBean<>((request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("WWW-Authenticate", "Basic");
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
        });
        guard.addUrlPatterns("/secured/*");
        return guard;
    }

    private static <T extends jakarta.servlet.Servlet> ServletRegistrationBean<T> asynchronous(
            ServletRegistrationBean<T> registration) {
        registration.setAsyncSupported(true);
        return registration;
    }
}
