/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Says in the log, once, what of a reactive application is not recorded. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
final class FlowmonReactiveAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger("io.flowmon");

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class WebFluxNotice {

        @Bean
        SmartInitializingSingleton flowmonWebFluxNotice() {
            return () ->
                    log.warn("flowmon does not record the calls to this service yet: it is a reactive web application,"
                            + " and only Spring MVC is covered. Messages through the Redis destinations of flowmon.redis, and"
                            + " calls by a RestTemplate or RestClient with ClientCapture, are recorded.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class WebClientNotice {

        @Bean
        SmartInitializingSingleton flowmonWebClientNotice(ListableBeanFactory beans) {
            return () -> {
                if (has(beans, WebClient.class) || has(beans, WebClient.Builder.class)) {
                    log.info("flowmon does not record calls by WebClient yet; calls by RestTemplate and RestClient are"
                            + " recorded.");
                }
            };
        }

        private static boolean has(ListableBeanFactory beans, Class<?> type) {
            return beans.getBeanNamesForType(type, true, false).length > 0;
        }
    }
}
