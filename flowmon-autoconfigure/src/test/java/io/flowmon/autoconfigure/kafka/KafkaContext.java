/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.EmbeddedKafka;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.ScopeListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A context of an application that uses a real Kafka. */
final class KafkaContext {

    private KafkaContext() {}

    static ApplicationContextRunner withFlowmon(String... properties) {
        return application()
                .withConfiguration(
                        AutoConfigurations.of(AsyncTesting.AUTO_CONFIGURATION, FlowmonKafkaAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
                .withUserConfiguration(Base.class)
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=" + EmbeddedKafka.address(),
                        "spring.kafka.consumer.auto-offset-reset=earliest",
                        "spring.kafka.listener.poll-timeout=100ms",
                        "spring.kafka.consumer.properties.heartbeat.interval.ms=500");
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
