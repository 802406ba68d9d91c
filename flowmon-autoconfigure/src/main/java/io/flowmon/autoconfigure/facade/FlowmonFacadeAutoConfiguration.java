/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.FlowmonExecutors;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.message.FlowMessaging;
import io.flowmon.core.publish.EventPublisher;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The facade for developers: recording, or doing nothing when flowmon is switched off. */
@AutoConfiguration
@EnableConfigurationProperties(FlowmonMessageProperties.class)
final class FlowmonFacadeAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnFlowmonEnabled
    static class Recording {

        @Bean
        @ConditionalOnMissingBean
        Flowmon flowmon(
                CurrentFlow flow,
                EventPublisher publisher,
                FlowmonExecutors executors,
                ObjectProvider<VolumeRules> volume) {
            VolumeRules rules = volume.getIfAvailable(VolumeRules::everything);
            return new RecordingFlowmon(flow, publisher, executors, rules.ofStep());
        }

        @Bean
        @ConditionalOnMissingBean
        FlowMessaging flowmonMessaging(
                CurrentFlow flow,
                EventPublisher publisher,
                ObjectProvider<JsonMapper> mapper,
                ObjectProvider<VolumeRules> volume,
                FlowmonMessageProperties properties) {
            VolumeRules rules = volume.getIfAvailable(VolumeRules::everything);
            return new FlowMessaging(
                            flow,
                            publisher,
                            mapper.getIfUnique(JsonMapper::shared),
                            rules::ofMessage,
                            properties.maxBodyBytes())
                    .asDefault();
        }

        @Bean
        @ConditionalOnMissingBean
        static FlowStepPostProcessor flowmonFlowStepPostProcessor(
                ObjectProvider<Flowmon> flowmon, Environment environment) {
            boolean proxyTargetClass = environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true);
            return new FlowStepPostProcessor(flowmon, proxyTargetClass);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "flowmon.enabled", havingValue = false)
    static class SwitchedOff {

        @Bean
        @ConditionalOnMissingBean
        Flowmon flowmon() {
            return new NoFlowmon();
        }

        /** Messages have their ids, and are read: nothing is reported of them. */
        @Bean
        @ConditionalOnMissingBean
        FlowMessaging flowmonMessaging(ObjectProvider<JsonMapper> mapper) {
            return new FlowMessaging(
                            new CurrentFlow(List.of()),
                            event -> {},
                            mapper.getIfUnique(JsonMapper::shared),
                            destination -> io.flowmon.core.event.Recording.NOTHING,
                            0)
                    .asDefault();
        }
    }
}
