/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.MessagesInHand;
import io.flowmon.autoconfigure.bus.BusRecorder;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.kafka.core.KafkaTemplate;

/** Messages through Kafka: with ids in their headers, and reported. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@ConditionalOnBooleanProperty(name = "flowmon.kafka.enabled", matchIfMissing = true)
@ConditionalOnClass(KafkaTemplate.class)
@EnableConfigurationProperties(FlowmonKafkaProperties.class)
@ImportRuntimeHints(KafkaRuntimeHints.class)
final class FlowmonKafkaAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    KafkaMessages flowmonKafkaMessages(
            CurrentFlow flow,
            EventPublisher publisher,
            MessagesInHand inHand,
            FlowmonKafkaProperties properties,
            ObjectProvider<VolumeRules> volume) {
        BusRecorder recorder = new BusRecorder(
                flow,
                publisher,
                volume.getIfAvailable(VolumeRules::everything),
                properties.exclude(),
                properties.maxBodyBytes());
        return new KafkaMessages(recorder, inHand, flow);
    }

    @Bean
    @ConditionalOnMissingBean
    static KafkaPostProcessor flowmonKafkaPostProcessor(ObjectProvider<KafkaMessages> messages) {
        return new KafkaPostProcessor(messages);
    }
}
