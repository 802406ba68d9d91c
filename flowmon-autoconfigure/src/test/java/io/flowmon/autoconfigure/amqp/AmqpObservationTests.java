/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordedObservations;
import io.flowmon.core.event.MessageTypes;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring AMQP observes goes on. */
class AmqpObservationTests extends AmqpFixture {

    @Test
    void observations_goOn() {
        AmqpContext.withFlowmon(
                        "queue=" + queue,
                        "spring.rabbitmq.template.observation-enabled=true",
                        "spring.rabbitmq.listener.simple.observation-enabled=true")
                .withUserConfiguration(Observed.class)
                .run(context -> {
                    template(context).convertAndSend(queue, "a");
                    awaitType(context, MessageTypes.SEND_MESSAGE, 1);
                    awaitType(context, MessageTypes.END_PROCESSING, 1);
                    RecordedObservations observations = context.getBean(RecordedObservations.class);
                    await().untilAsserted(() -> assertThat(observations.names())
                            .contains("spring.rabbit.template", "spring.rabbit.listener"));
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

        @RabbitListener(queues = "${queue}")
        void onOrder(String order) {
            assertThat(order).isEqualTo("a");
        }
    }
}
