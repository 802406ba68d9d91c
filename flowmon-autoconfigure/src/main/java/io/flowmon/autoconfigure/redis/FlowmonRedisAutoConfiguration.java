/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Messages through Redis: in envelopes and reported; only taken out of envelopes when flowmon is switched off. */
@AutoConfiguration
@ConditionalOnClass(RedisConnectionFactory.class)
@EnableConfigurationProperties(FlowmonRedisProperties.class)
final class FlowmonRedisAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ConnectionDecorator flowmonRedisConnectionDecorator(
            FlowmonRedisProperties properties, Messages messages, Records records) {
        return new ConnectionDecorator(Destinations.of(properties), messages, records);
    }

    @Bean
    @ConditionalOnMissingBean
    static RedisConnectionFactoryPostProcessor flowmonRedisConnectionFactoryPostProcessor(
            ObjectProvider<ConnectionDecorator> decorator, ObjectProvider<FlowmonRedisProperties> properties) {
        return new RedisConnectionFactoryPostProcessor(decorator, properties);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnFlowmonEnabled
    static class Recording {

        @Bean
        @ConditionalOnMissingBean
        Messages flowmonRedisMessages(
                CurrentFlow flow,
                EventPublisher publisher,
                MessagesInHand inHand,
                FlowmonRedisProperties properties,
                ObjectProvider<VolumeRules> volume) {
            return new RecordedMessages(
                    flow, publisher, inHand, volume.getIfAvailable(VolumeRules::everything), properties.maxBodyBytes());
        }

        @Bean
        @ConditionalOnMissingBean
        Records flowmonRedisRecords(
                CurrentFlow flow,
                EventPublisher publisher,
                FlowmonRedisProperties properties,
                ObjectProvider<VolumeRules> volume) {
            return new RecordedRecords(
                    flow, publisher, volume.getIfAvailable(VolumeRules::everything), properties.maxBodyBytes());
        }

        @Bean
        @ConditionalOnMissingBean
        static ListenerContainerPostProcessor flowmonRedisListenerContainerPostProcessor(
                ObjectProvider<MessagesInHand> messages, ObjectProvider<FlowmonRedisProperties> properties) {
            return new ListenerContainerPostProcessor(messages, properties);
        }

        @Bean
        @ConditionalOnMissingBean
        static StreamContainerPostProcessor flowmonRedisStreamContainerPostProcessor(
                ObjectProvider<MessagesInHand> messages, ObjectProvider<FlowmonRedisProperties> properties) {
            return new StreamContainerPostProcessor(messages, properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "flowmon.enabled", havingValue = false)
    static class Unwrapping {

        @Bean
        @ConditionalOnMissingBean
        Messages flowmonRedisMessages() {
            return new UnwrappingMessages();
        }

        @Bean
        @ConditionalOnMissingBean
        Records flowmonRedisRecords() {
            return new UnwrappingRecords();
        }
    }
}
