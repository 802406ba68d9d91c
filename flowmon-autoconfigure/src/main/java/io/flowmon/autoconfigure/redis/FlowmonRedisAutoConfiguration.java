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
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Messages through Redis: in envelopes and reported; only taken out of envelopes when flowmon is switched off. */
@AutoConfiguration
@ConditionalOnClass(RedisConnectionFactory.class)
@EnableConfigurationProperties(FlowmonRedisProperties.class)
@ImportRuntimeHints(RedisRuntimeHints.class)
final class FlowmonRedisAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ConnectionDecorator flowmonRedisConnectionDecorator(FlowmonRedisProperties properties, Messages messages) {
        return new ConnectionDecorator(Destinations.of(properties), messages);
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
            int maxBodySize = (int) Math.min(properties.maxBodySize().toBytes(), Integer.MAX_VALUE);
            return new RecordedMessages(
                    flow, publisher, inHand, volume.getIfAvailable(VolumeRules::everything), maxBodySize);
        }

        @Bean
        @ConditionalOnMissingBean
        static ListenerContainerPostProcessor flowmonRedisListenerContainerPostProcessor(
                ObjectProvider<MessagesInHand> messages, ObjectProvider<FlowmonRedisProperties> properties) {
            return new ListenerContainerPostProcessor(messages, properties);
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
    }
}
