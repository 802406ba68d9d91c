/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Lets what is streamed wait until the container has its own thread back. Spring Security writes its headers on that
 * thread and on the one that streams; when both do so at once, Tomcat's answer has some of them, or half of one.
 */
final class ThreadBack implements Filter {

    private static final String ATTRIBUTE = ThreadBack.class.getName();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CountDownLatch back = new CountDownLatch(1);
        request.setAttribute(ATTRIBUTE, back);
        try {
            chain.doFilter(request, response);
        } finally {
            back.countDown();
        }
    }

    static StreamingResponseBody awaitedBy(HttpServletRequest request, StreamingResponseBody body) {
        CountDownLatch back = (CountDownLatch) request.getAttribute(ATTRIBUTE);
        return output -> {
            try {
                back.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            body.writeTo(output);
        };
    }
}
