/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class FlowmonKafkaAutoConfigurationTests extends KafkaFixture {

    @Test
    void withoutSpringKafka_backsOff() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlowmonKafkaAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.kafka"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlowmonKafkaProperties.class));
    }

    @Test
    void switchedOff_wrapsNothing() {
        assertNothingIsWrapped("flowmon.enabled=false");
        assertNothingIsWrapped("flowmon.kafka.enabled=false");
    }

    private static void assertNothingIsWrapped(String property) {
        KafkaContext.withFlowmon(property).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(KafkaPostProcessor.class);
            DefaultKafkaProducerFactory<?, ?> factory = context.getBean(DefaultKafkaProducerFactory.class);
            assertThat(factory.getPostProcessors().size()).isZero();
            assertThat(factory.getConfigurationProperties()).containsEntry("value.serializer", StringSerializer.class);
            assertThat(listeners(context).getRecordInterceptor()).isNull();
            assertThat(listeners(context).getBatchInterceptor()).isNull();
        });
    }

    @Test
    void switchedOn_followsListenersAndProducers() {
        KafkaContext.withFlowmon().run(context -> {
            DefaultKafkaProducerFactory<?, ?> factory = context.getBean(DefaultKafkaProducerFactory.class);
            assertThat(listeners(context).getRecordInterceptor()).isInstanceOf(ReportingRecordInterceptor.class);
            assertThat(listeners(context).getBatchInterceptor()).isInstanceOf(ReportingBatchInterceptor.class);
            assertThat(factory.getPostProcessors().size()).isEqualTo(1);
        });
    }

    @Test
    void excludedTopics_areLeftAlone() {
        KafkaContext.withFlowmon("flowmon.kafka.exclude=orders-*").run(context -> {
            send(context, topic, "a");
            assertThat(stored(topic, 1).get(0).headers()).isEmpty();
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    private static AbstractKafkaListenerContainerFactory<?, ?, ?> listeners(ApplicationContext context) {
        return context.getBean("kafkaListenerContainerFactory", AbstractKafkaListenerContainerFactory.class);
    }
}
