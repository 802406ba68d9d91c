/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import com.rabbitmq.client.observation.ObservationCollector;
import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.autoconfigure.bus.BusRecorder;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.publish.EventPublisher;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Messages through RabbitMQ: with ids in their headers, and reported. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@ConditionalOnBooleanProperty(name = "flowmon.amqp.enabled", matchIfMissing = true)
@ConditionalOnClass({RabbitTemplate.class, ObservationCollector.class})
@EnableConfigurationProperties(FlowmonAmqpProperties.class)
@ImportRuntimeHints(AmqpRuntimeHints.class)
final class FlowmonAmqpAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AmqpMessages flowmonAmqpMessages(
            CurrentFlow flow,
            EventPublisher publisher,
            MessagesInHand inHand,
            FlowmonAmqpProperties properties,
            ObjectProvider<VolumeRules> volume) {
        BusRecorder recorder = new BusRecorder(
                flow,
                publisher,
                volume.getIfAvailable(VolumeRules::everything),
                properties.exclude(),
                properties.maxBodyBytes());
        return new AmqpMessages(recorder, inHand);
    }

    @Bean
    @ConditionalOnMissingBean
    static AmqpPostProcessor flowmonAmqpPostProcessor(ObjectProvider<AmqpMessages> messages) {
        return new AmqpPostProcessor(messages);
    }
}
