/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.ScopeListener;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the base of flowmon gives, and what a thread shows of its flow. */
@Configuration(proxyBeanMethods = false)
class AsyncBase {

    static final String MDC_KEY = "correlation_id";

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        FlowmonAsyncAutoConfiguration.class,
                        TaskExecutionAutoConfiguration.class,
                        TaskSchedulingAutoConfiguration.class))
                .withUserConfiguration(AsyncBase.class);
    }

    static FlowContext newFlow() {
        return FlowContext.newFlow().handling(UUID.randomUUID());
    }

    static ReceivedMessage newMessage() {
        FlowContext context = newFlow();
        Action action = Action.begin(context, Role.RECEIVER, context.messageId(), null);
        return new ReceivedMessage(action, context, "LIST q", null, null, false, new byte[0], new byte[0]);
    }

    @Bean
    CurrentFlow currentFlow(ObjectProvider<ScopeListener> listeners) {
        return new CurrentFlow(listeners.orderedStream().toList());
    }

    @Bean
    ScopeListener mdc() {
        return context -> {
            if (context == null) {
                MDC.remove(MDC_KEY);
            } else {
                MDC.put(MDC_KEY, context.correlationId());
            }
        };
    }

    @Bean
    RecordingPublisher recordingPublisher() {
        return new RecordingPublisher();
    }

    /** What a thread works for, and what its log would show. */
    record Seen(@Nullable FlowContext flow, @Nullable String logged) {

        static Seen by(CurrentFlow flow) {
            return new Seen(flow.get(), MDC.get(MDC_KEY));
        }

        static Seen of(FlowContext flow) {
            return new Seen(flow, flow.correlationId());
        }

        static Seen nothing() {
            return new Seen(null, null);
        }
    }
}
