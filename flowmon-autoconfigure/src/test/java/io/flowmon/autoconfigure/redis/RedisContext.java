/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.ScopeListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A context of an application that uses a real Redis. */
final class RedisContext {

    private RedisContext() {}

    static ApplicationContextRunner withFlowmon(String... properties) {
        return application()
                .withConfiguration(
                        AutoConfigurations.of(AsyncTesting.AUTO_CONFIGURATION, FlowmonRedisAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataRedisAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(Base.class)
                .withPropertyValues(
                        "spring.data.redis.port=" + RedisBroker.shared().port());
    }

    static int port() {
        return RedisBroker.shared().port();
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
