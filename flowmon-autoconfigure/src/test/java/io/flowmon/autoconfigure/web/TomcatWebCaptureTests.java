/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class TomcatWebCaptureTests extends WebCaptureContract {

    TomcatWebCaptureTests() {
        super(Container.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Container {

        @Bean
        TomcatServletWebServerFactory webServerFactory() {
            return new TomcatServletWebServerFactory();
        }
    }
}
