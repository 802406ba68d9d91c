/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** The languages of the screens, and the headers of their responses. */
@Configuration(proxyBeanMethods = false)
class ScreenConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<ResourceUrlProvider> addresses;

    ScreenConfiguration(ObjectProvider<ResourceUrlProvider> addresses) {
        this.addresses = addresses;
    }

    /**
     * The languages that the screens speak, and no others: numbers must not follow a language whose words the page does not
     * have.
     */
    @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
    LocaleResolver languages() {
        AcceptHeaderLocaleResolver languages = new AcceptHeaderLocaleResolver();
        languages.setSupportedLocales(List.of(Locale.ENGLISH, Locale.FRENCH));
        languages.setDefaultLocale(Locale.ENGLISH);
        return languages;
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
        registry.addInterceptor(new StaticFileHeaders(addresses)).addPathPatterns("/assets/**", "/webjars/**");
    }
}
