/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class JettyWebCaptureTests extends WebCaptureContract {

    JettyWebCaptureTests() {
        super(Container.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Container {

        @Bean
        JettyServletWebServerFactory webServerFactory() {
            return new JettyServletWebServerFactory();
        }
    }
}
