/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.web.service.registry.HttpServiceProxyRegistryFactoryBean;

/**
 * Puts capture where Spring makes the clients of HTTP service groups. Whoever configures groups is looked up in the
 * application's context: the registry is given one in which each of them gets builders that capture.
 */
final class HttpServiceGroupPostProcessor implements BeanPostProcessor {

    private final ApplicationContext context;
    private final ObjectProvider<ClientCapture> capture;

    HttpServiceGroupPostProcessor(ApplicationContext context, ObjectProvider<ClientCapture> capture) {
        this.context = context;
        this.capture = capture;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HttpServiceProxyRegistryFactoryBean registry) {
            registry.setApplicationContext(GroupConfigurers.capturing(context, capture.getObject()));
        }
        return bean;
    }
}
