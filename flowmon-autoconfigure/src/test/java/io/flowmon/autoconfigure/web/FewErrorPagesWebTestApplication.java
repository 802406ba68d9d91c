/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;

/** A service with pages of its own for some errors, and none for the others. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            ManagementWebSecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            ErrorMvcAutoConfiguration.class
        })
@Import(WebTestEndpoints.class)
class FewErrorPagesWebTestApplication {

    @Bean
    ErrorPageRegistrar pages() {
        return registry -> registry.addErrorPages(
                new ErrorPage(HttpStatus.UNAUTHORIZED, "/plain/401"),
                new ErrorPage(UnsupportedOperationException.class, "/plain/unsupported"));
    }
}
