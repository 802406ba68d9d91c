/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;

/** Puts capture where Spring Boot configures the builders of {@code RestClient}. */
final class RestClientBeanPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ClientCapture> capture;

    RestClientBeanPostProcessor(ObjectProvider<ClientCapture> capture) {
        this.capture = capture;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof RestClientBuilderConfigurer configurer
                ? new CapturingRestClientBuilderConfigurer(configurer, capture.getObject())
                : bean;
    }
}
