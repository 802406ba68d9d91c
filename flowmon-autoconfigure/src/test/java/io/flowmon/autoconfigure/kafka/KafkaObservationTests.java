/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordedObservations;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

/** What Spring for Apache Kafka observes goes on, and a listener that throws an error ends as well. */
class KafkaObservationTests extends KafkaFixture {

    @Test
    void observations_goOn() {
        KafkaContext.withFlowmon(
                        "topic=" + topic,
                        "spring.kafka.template.observation-enabled=true",
                        "spring.kafka.listener.observation-enabled=true")
                .withUserConfiguration(Observed.class)
                .run(context -> {
                    send(context, topic, "a");
                    awaitType(context, MessageTypes.SEND_MESSAGE, 1);
                    awaitType(context, MessageTypes.END_PROCESSING, 1);
                    RecordedObservations observations = context.getBean(RecordedObservations.class);
                    await().untilAsserted(() -> assertThat(observations.names())
                            .contains("spring.kafka.template", "spring.kafka.listener"));
                });
    }

    @Test
    void listenerThatThrowsAnError_isCancelled() {
        KafkaContext.withFlowmon("topic=" + topic)
                .withUserConfiguration(Broken.class)
                .run(context -> {
                    send(context, topic, "a");
                    assertThat(outcome(awaitType(context, MessageTypes.END_PROCESSING, 1)
                                    .get(0)))
                            .isNotEqualTo(Outcome.OK);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {

        @Bean
        RecordedObservations observations() {
            return new RecordedObservations();
        }

        @Bean
        ObservationRegistry registry(RecordedObservations observations) {
            return observations.registry();
        }

        @KafkaListener(topics = "${topic}", groupId = "workers-${topic}")
        void onOrder(String order) {
            assertThat(order).isEqualTo("a");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {

        @KafkaListener(topics = "${topic}", groupId = "workers-${topic}")
        void onOrder(String order) {
            throw new AssertionError(order);
        }
    }
}
