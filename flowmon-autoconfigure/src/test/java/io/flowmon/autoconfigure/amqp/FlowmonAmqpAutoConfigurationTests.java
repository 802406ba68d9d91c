/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.observation.ObservationCollector;
import com.rabbitmq.client.observation.micrometer.MicrometerObservationCollectorBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.amqp.autoconfigure.ConnectionFactoryCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

/** What becomes of beans; there is no broker. */
class FlowmonAmqpAutoConfigurationTests {

    @Test
    void withoutSpringAmqp_backsOff() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlowmonAmqpAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.amqp.rabbit"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlowmonAmqpProperties.class));
    }

    @Test
    void clientWithoutObservation_backsOff() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlowmonAmqpAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(ObservationCollector.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlowmonAmqpProperties.class));
    }

    @Test
    void switchedOff_wrapsNothing() {
        assertNothingIsWrapped("flowmon.enabled=false");
        assertNothingIsWrapped("flowmon.amqp.enabled=false");
    }

    private static void assertNothingIsWrapped(String property) {
        AmqpContext.flowmon(property).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(AmqpPostProcessor.class);
            assertThat(collector(context)).isSameAs(ObservationCollector.NO_OP);
            assertThat(context.getBean(SimpleRabbitListenerContainerFactory.class)
                            .getAdviceChain())
                    .isNull();
            assertThat(context.getBean(RabbitTemplate.class).getAfterReceivePostProcessors())
                    .isNull();
        });
    }

    @Test
    void switchedOn_isOutsideOfTheApplicationsAdvice() {
        AmqpContext.flowmon("spring.rabbitmq.listener.simple.retry.enabled=true")
                .run(context -> {
                    assertThat(collector(context)).isInstanceOf(RecordingCollector.class);
                    assertThat(List.of(
                                    Objects.requireNonNull(context.getBean(SimpleRabbitListenerContainerFactory.class)
                                            .getAdviceChain())))
                            .hasSize(2)
                            .element(0)
                            .isInstanceOf(ListenerAdvice.class);
                });
    }

    @Test
    void collectorOfTheApplications_isAskedInside() {
        AmqpContext.flowmon().withUserConfiguration(OwnCollector.class).run(context -> {
            Object collector = Objects.requireNonNull(collector(context));
            assertThat(collector).isInstanceOf(RecordingCollector.class);
            assertThat(ReflectionTestUtils.getField(collector, "application"))
                    .isSameAs(context.getBean(ObservationCollector.class));
        });
    }

    @Test
    void badValue_stopsTheStart() {
        AmqpContext.flowmon("flowmon.amqp.max-body-size=-1B")
                .run(context -> assertThat(context).hasFailed());
    }

    private static @Nullable Object collector(ApplicationContext context) {
        Object client = context.getBean(CachingConnectionFactory.class).getRabbitConnectionFactory();
        return ReflectionTestUtils.getField(client, AmqpPostProcessor.COLLECTOR);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCollector {

        @Bean
        ObservationCollector collector() {
            return new MicrometerObservationCollectorBuilder().build();
        }

        @Bean
        ConnectionFactoryCustomizer observing(ObservationCollector collector) {
            return factory -> factory.setObservationCollector(collector);
        }
    }
}
