/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.zeromq.ZeroMqTransport;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class FlowmonActuatorAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonActuatorAutoConfiguration.class))
            .withUserConfiguration(Sender.class)
            .withPropertyValues("management.endpoints.web.exposure.include=*");

    @Test
    void context_withEverythingThere_hasAllThree() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(FlowmonEndpoint.class)
                .hasSingleBean(FlowmonMeters.class)
                .hasSingleBean(FlowmonHealthIndicator.class));
    }

    @Test
    void context_withoutAClass_hasTheOthers() {
        runner.withClassLoader(new FilteredClassLoader(MeterBinder.class)).run(context -> assertThat(context)
                .hasSingleBean(FlowmonEndpoint.class)
                .doesNotHaveBean("flowmonMeters")
                .hasBean("flowmonHealthIndicator"));
        runner.withClassLoader(
                        new FilteredClassLoader(HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(FlowmonEndpoint.class)
                        .hasSingleBean(FlowmonMeters.class)
                        .doesNotHaveBean("flowmonHealthIndicator"));
        runner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
                .run(context ->
                        assertThat(context).doesNotHaveBean("flowmonEndpoint").hasSingleBean(FlowmonMeters.class));
    }

    @Test
    void context_switchedOffOrNotExposed_hasNone() {
        runner.withPropertyValues("flowmon.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(FlowmonEndpoint.class)
                .doesNotHaveBean(FlowmonMeters.class)
                .doesNotHaveBean(FlowmonHealthIndicator.class));
        runner.withPropertyValues(
                        "management.endpoints.web.exposure.include=health", "management.health.flowmon.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(FlowmonEndpoint.class)
                        .doesNotHaveBean(FlowmonHealthIndicator.class));
    }

    @Test
    void context_withAPublisherOfTheApplication_hasNone() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlowmonActuatorAutoConfiguration.class))
                .withBean(RecordingPublisher.class)
                .run(context -> assertThat(context).doesNotHaveBean(FlowmonMeters.class));
    }

    @Test
    void meters_countWhatTheSenderDid() {
        runner.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(FlowmonMeters.class).bindTo(registry);
            EventSender sender = context.getBean(EventSender.class);
            Event event = Event.builder("flow-1", Instant.EPOCH, "GET /", "hello", Role.INTERNAL)
                    .build();
            sender.publish(event);

            assertThat(registry.get("flowmon.events.queued").gauge().value()).isEqualTo(1);
            assertThat(registry.get("flowmon.queue.size").gauge().value()).isEqualTo(event.sizeInBytes());

            sender.close();
            sender.publish(event);

            assertThat(registry.get("flowmon.events.offered").functionCounter().count())
                    .isEqualTo(2);
            assertThat(registry.get("flowmon.events.dropped")
                            .tag("cause", "closed")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("flowmon.events.acknowledged")
                            .functionCounter()
                            .count())
                    .isZero();
            assertThat(registry.get("flowmon.events.in.flight").gauge().value()).isZero();
            assertThat(registry.get("flowmon.events.spooled").gauge().value()).isZero();
            assertThat(registry.get("flowmon.spool.size").gauge().value()).isZero();
            assertThat(registry.get("flowmon.events.recovered")
                            .functionCounter()
                            .count())
                    .isZero();
            assertThat(registry.get("flowmon.events.unspooled")
                            .functionCounter()
                            .count())
                    .isZero();
            assertThat(registry.get("flowmon.values.masked").functionCounter().count())
                    .isZero();
        });
    }

    @Test
    void health_withoutAConnection_isUnknownAndDownOnlyIfAskedFor() {
        runner.run(context -> {
            Health health = context.getBean(FlowmonHealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(health.getDetails())
                    .containsAllEntriesOf(Map.of("connected", false, "state", "new", "queued", 0));
        });
        runner.withPropertyValues("flowmon.health.down-when-disconnected=true").run(context -> assertThat(
                        context.getBean(FlowmonHealthIndicator.class).health().getStatus())
                .isEqualTo(Status.DOWN));
    }

    /** A sender that was never started: what is published waits. */
    @Configuration(proxyBeanMethods = false)
    static class Sender {

        private static final ModuleIdentity MODULE = new ModuleIdentity("orders", "orders_host_1");

        @Bean
        ModuleIdentity module() {
            return MODULE;
        }

        @Bean
        MaskingRules rules() {
            return MaskingRules.defaults();
        }

        @Bean
        EventEncoder encoder(MaskingRules rules) {
            return new EventEncoder(MODULE, new Masker(rules));
        }

        @Bean
        Transport transport() {
            return new ZeroMqTransport("tcp://127.0.0.1:1");
        }

        @Bean
        EventSender sender(EventEncoder encoder, Transport transport) {
            Duration second = Duration.ofSeconds(1);
            SenderSettings settings =
                    new SenderSettings(10, 10_000, 10, 10_000, 10_000, false, second, second, second, second, second);
            return new EventSender(MODULE, encoder::encode, transport, settings);
        }
    }
}
