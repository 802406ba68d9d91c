/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Captures the calls that an application makes. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@ConditionalOnBooleanProperty(name = "flowmon.client.enabled", matchIfMissing = true)
@ConditionalOnClass(RestTemplate.class)
@EnableConfigurationProperties(FlowmonClientProperties.class)
final class FlowmonClientAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ClientCapture flowmonClientCapture(
            CurrentFlow currentFlow,
            EventPublisher publisher,
            FlowmonClientProperties properties,
            ObjectProvider<VolumeRules> volume) {
        return new ClientCapture(currentFlow, publisher, properties, volume.getIfAvailable(VolumeRules::everything));
    }

    @Bean
    @ConditionalOnMissingBean
    FlowmonClientHttpRequestInterceptor flowmonClientHttpRequestInterceptor(ClientCapture capture) {
        return new FlowmonClientHttpRequestInterceptor(capture);
    }

    /** What {@code RestTemplateBuilder} makes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestTemplateCustomizer.class)
    static class RestTemplates {

        @Bean
        @ConditionalOnMissingBean
        CapturingRestTemplateCustomizer flowmonRestTemplateCustomizer(ClientCapture capture) {
            return new CapturingRestTemplateCustomizer(capture, new UriTemplates());
        }
    }

    /** What the auto-configured {@code RestClient.Builder} makes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RestClient.class, RestClientBuilderConfigurer.class})
    static class RestClients {

        @Bean
        static RestClientBeanPostProcessor flowmonRestClientBeanPostProcessor(ObjectProvider<ClientCapture> capture) {
            return new RestClientBeanPostProcessor(capture);
        }
    }
}
