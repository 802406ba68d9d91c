/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.ScopeListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A context of an application that uses RabbitMQ. */
final class AmqpContext {

    private AmqpContext() {}

    /** With a real broker. */
    static ApplicationContextRunner withFlowmon(String... properties) {
        return flowmon("spring.rabbitmq.port=" + SharedRabbit.port()).withPropertyValues(properties);
    }

    /** An application that knows nothing of flowmon, with a real broker. */
    static ApplicationContextRunner application() {
        return base().withPropertyValues("spring.rabbitmq.port=" + SharedRabbit.port());
    }

    /** Wherever the broker is. */
    static ApplicationContextRunner flowmon(String... properties) {
        return base().withConfiguration(
                        AutoConfigurations.of(AsyncTesting.AUTO_CONFIGURATION, FlowmonAmqpAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    private static ApplicationContextRunner base() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class))
                .withUserConfiguration(Base.class);
    }

    /** What the base of flowmon gives every technology. */
    @Configuration(proxyBeanMethods = false)
    static class Base {

        @Bean
        CurrentFlow currentFlow(ObjectProvider<ScopeListener> listeners) {
            return new CurrentFlow(listeners.orderedStream().toList());
        }

        @Bean
        RecordingPublisher recordingPublisher() {
            return new RecordingPublisher();
        }
    }
}
