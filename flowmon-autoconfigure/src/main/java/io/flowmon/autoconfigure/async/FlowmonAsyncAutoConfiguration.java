/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.publish.EventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Lets flows and received messages follow the work to the threads of executors. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@ImportRuntimeHints(AsyncRuntimeHints.class)
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

    @Bean
    @ConditionalOnMissingBean
    static TaskExecutorPostProcessor flowmonTaskExecutorPostProcessor(ObjectProvider<MessagesInHand> messages) {
        return new TaskExecutorPostProcessor(messages);
    }
}
