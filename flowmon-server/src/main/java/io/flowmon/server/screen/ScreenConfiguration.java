/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Adds the screens' response headers. */
@Configuration(proxyBeanMethods = false)
class ScreenConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<ResourceUrlProvider> addresses;

    ScreenConfiguration(ObjectProvider<ResourceUrlProvider> addresses) {
        this.addresses = addresses;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ScreenHeaders(false))
                .addPathPatterns(
                        "/",
                        "/flows",
                        "/alerts",
                        "/latency",
                        "/topology",
                        "/overview",
                        "/server",
                        "/rejected",
                        "/login",
                        "/error",
                        "/advice",
                        "/audit",
                        "/messages",
                        "/messages/*",
                        "/replays",
                        "/replays/*",
                        "/rules",
                        "/rules/*",
                        "/contracts",
                        "/contracts/*");
        registry.addInterceptor(new ScreenHeaders(true)).addPathPatterns("/flows/*", "/flows/*/difference", "/design");
        registry.addInterceptor(new StaticFileHeaders(addresses))
                .addPathPatterns("/css/*", "/js/*", "/images/*", "/webjars/**");
    }
}
