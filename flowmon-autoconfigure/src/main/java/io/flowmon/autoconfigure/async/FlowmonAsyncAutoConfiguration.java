/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.publish.EventPublisher;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/** Lets flows and received messages follow the work to other threads, and makes scheduled work flows of their own. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@ImportRuntimeHints(AsyncRuntimeHints.class)
@EnableConfigurationProperties({FlowmonAsyncProperties.class, FlowmonScheduledProperties.class})
final class FlowmonAsyncAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Hands flowmonHands() {
        return new Hands();
    }

    @Bean
    @ConditionalOnMissingBean
    MessagesInHand flowmonMessagesInHand(CurrentFlow flow, EventPublisher publisher, Hands hands) {
        return new MessagesInHand(flow, publisher, hands);
    }

    @Bean
    @ConditionalOnMissingBean
    FlowmonExecutors flowmonExecutors(MessagesInHand messages) {
        return new FlowmonExecutors(messages);
    }

    /** Bound here and not injected: a post-processor comes before the beans of properties. */
    @Bean
    @ConditionalOnMissingBean
    static ExecutorPostProcessor flowmonExecutorPostProcessor(
            ObjectProvider<MessagesInHand> messages, Environment environment) {
        List<String> excluded = Binder.get(environment)
                .bind("flowmon.async", FlowmonAsyncProperties.class)
                .map(FlowmonAsyncProperties::exclude)
                .orElse(List.of());
        return new ExecutorPostProcessor(new TaskCarrier(new AvailableMessages(messages)), excluded);
    }

    @Bean
    @ConditionalOnMissingBean
    static AsyncMethodPostProcessor flowmonAsyncMethodPostProcessor(ObjectProvider<MessagesInHand> messages) {
        return new AsyncMethodPostProcessor(new AvailableMessages(messages));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextRegistry.class)
    static class ContextPropagation {

        @Bean
        @ConditionalOnMissingBean
        FlowPropagation flowmonPropagation(MessagesInHand messages) {
            return new FlowPropagation(messages);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "flowmon.scheduled.enabled", matchIfMissing = true)
    static class Scheduled {

        @Bean
        @ConditionalOnMissingBean
        ScheduledFlows flowmonScheduledFlows(
                CurrentFlow flow,
                EventPublisher publisher,
                MessagesInHand messages,
                ObjectProvider<VolumeRules> volume,
                FlowmonScheduledProperties properties) {
            VolumeRules rules = volume.getIfAvailable(VolumeRules::everything);
            return new ScheduledFlows(flow, publisher, messages, rules.ofStep(), properties.exclude());
        }

        @Bean
        @ConditionalOnMissingBean
        ScheduledFlowsConfigurer flowmonScheduledFlowsConfigurer(
                ScheduledFlows flows, ObjectProvider<ObservationRegistry> registries) {
            return new ScheduledFlowsConfigurer(flows, registries);
        }
    }
}
