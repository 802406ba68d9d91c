/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** An endpoint of every kind that capture must survive. */
@Configuration(proxyBeanMethods = false)
@Import({PlainController.class, AsyncController.class, ServletApiController.class, FlowController.class})
class WebTestEndpoints {

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
    ServletRegistrationBean<AsyncServlet> asyncServlet(ObjectProvider<CurrentFlow> currentFlow) {
        return asynchronous(new ServletRegistrationBean<>(new AsyncServlet(currentFlow), "/async-servlet/*"));
    }

    @Bean
    FilterRegistrationBean<ThreadBack> threadBack() {
        FilterRegistrationBean<ThreadBack> threadBack = new FilterRegistrationBean<>(new ThreadBack());
        threadBack.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return threadBack;
    }

    /** Turns everybody away before a handler is looked for. */
    @Bean
    FilterRegistrationBean<?> guard() {
        FilterRegistrationBean<?> guard = new FilterRegistrationBean<>((request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("WWW-Authenticate", "Basic");
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
        });
        guard.addUrlPatterns("/turned-away/*");
        return guard;
    }

    private static <T extends jakarta.servlet.Servlet> ServletRegistrationBean<T> asynchronous(
            ServletRegistrationBean<T> registration) {
        registration.setAsyncSupported(true);
        return registration;
    }
}
