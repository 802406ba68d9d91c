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
import io.flowmon.core.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The facade for developers: recording, or doing nothing when flowmon is switched off. */
@AutoConfiguration
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
    }
}
