/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.FixedBackOff;

class KafkaListenerTests extends KafkaFixture {

    @Test
    void record_isReceivedAndHandledInItsFlow() {
        run(Forwarding.class, context -> {
            send(context, topic, "a");

            Event received =
                    awaitType(context, MessageTypes.RECEIVED_MESSAGE, 1).get(0);
            Event ended = awaitType(context, MessageTypes.END_PROCESSING, 1).get(0);
            List<Event> sent = awaitType(context, MessageTypes.SEND_MESSAGE, 2);
            assertThat(received.endpoint()).isEqualTo("TOPIC " + topic);
            assertThat(received.consumerGroup()).isEqualTo("workers-" + topic);
            assertThat(received.redelivered()).isFalse();
            assertThat(received.messageId()).isEqualTo(sent.get(0).messageId());
            assertThat(body(received)).isEqualTo("a");
            assertThat(ofType(context, MessageTypes.START_PROCESSING)).hasSize(1);
            assertThat(outcome(ended)).isEqualTo(Outcome.OK);
            assertThat(sent.get(1).parentMessageId()).isEqualTo(received.messageId());
            assertThat(sent).extracting(Event::correlationId).containsOnly(received.correlationId());
        });
    }

    @Test
    void recordWithoutIds_beginsAFlow_andIdsThatAreNoneAreNotTrusted() {
        run(Forwarding.class, context -> {
            KafkaContext.application().run(plain -> {
                send(plain, topic, "a");
                ProducerRecord<Object, Object> forged = new ProducerRecord<>(topic, "b");
                forged.headers()
                        .add("flowmon-correlation-id", "a b\n<script>".getBytes(UTF_8))
                        .add("flowmon-message-id", "4711".getBytes(UTF_8));
                template(plain).send(forged).get(10, TimeUnit.SECONDS);
            });

            List<Event> received = awaitType(context, MessageTypes.RECEIVED_MESSAGE, 2);
            assertThat(received).allSatisfy(event -> {
                assertThat(CorrelationIds.isValid(event.correlationId())).isTrue();
                assertThat(event.messageId()).isNotNull();
                assertThat(event.parentMessageId()).isNull();
            });
            assertThat(received.stream().map(Event::correlationId).distinct()).hasSize(2);
        });
    }

    @Test
    void failure_isReportedForEachAttempt_andTheDeadLetterIsItsChild() {
        run(Failing.class, context -> {
            send(context, topic, "a");

            List<Event> received = awaitType(context, MessageTypes.RECEIVED_MESSAGE, 2);
            List<Event> ended = awaitType(context, MessageTypes.END_PROCESSING, 2);
            List<Event> sent = awaitType(context, MessageTypes.SEND_MESSAGE, 2);
            assertThat(received).extracting(Event::redelivered).containsExactly(false, true);
            assertThat(ended).extracting(KafkaFixture::outcome).containsOnly(Outcome.EXCEPTION);
            assertThat(ended).allSatisfy(end -> assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(end.completion()).error())
                            .message())
                    .isEqualTo("no stock"));
            assertThat(sent.get(1).endpoint()).isEqualTo("TOPIC " + topic + "-dlt");
            assertThat(sent.get(1).parentMessageId()).isEqualTo(received.get(0).messageId());
            assertThat(sent.get(1).messageId()).isNotEqualTo(received.get(0).messageId());
        });
    }

    @Test
    void recordThatCannotBeRead_isReportedAsFailed() {
        KafkaContext.withFlowmon(
                        "topic=" + topic,
                        "spring.kafka.consumer.value-deserializer="
                                + "org.springframework.kafka.support.serializer.ErrorHandlingDeserializer",
                        "spring.kafka.consumer.properties.spring.deserializer.value.delegate.class="
                                + "org.apache.kafka.common.serialization.LongDeserializer")
                .withUserConfiguration(Forwarding.class)
                .run(context -> {
                    send(context, topic, "no long");
                    awaitType(context, MessageTypes.RECEIVED_MESSAGE, 1);
                    assertThat(outcome(awaitType(context, MessageTypes.END_PROCESSING, 1)
                                    .get(0)))
                            .isEqualTo(Outcome.EXCEPTION);
                });
    }

    @Test
    void containerOfTheApplications_isFollowed() {
        run(OwnContainer.class, context -> {
            send(context, topic, "a");
            Event received =
                    awaitType(context, MessageTypes.RECEIVED_MESSAGE, 1).get(0);
            awaitType(context, MessageTypes.END_PROCESSING, 1);
            assertThat(awaitType(context, MessageTypes.SEND_MESSAGE, 2).get(1).parentMessageId())
                    .isEqualTo(received.messageId());
        });
    }

    private void run(Class<?> configuration, Check test) {
        KafkaContext.withFlowmon("topic=" + topic)
                .withUserConfiguration(configuration)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    @FunctionalInterface
    interface Check {
        void accept(ApplicationContext context) throws Exception;
    }

    @Configuration(proxyBeanMethods = false)
    static class Forwarding {

        @Bean
        Listener listener(KafkaTemplate<Object, Object> template) {
            return new Listener(template);
        }

        record Listener(KafkaTemplate<Object, Object> template) {
            @KafkaListener(topics = "${topic}", groupId = "workers-${topic}")
            void onOrder(ConsumerRecord<?, ?> record) throws Exception {
                template.send(record.topic() + "-next", record.value()).get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {

        @Bean
        DefaultErrorHandler errors(KafkaTemplate<Object, Object> template) {
            return new DefaultErrorHandler(new DeadLetterPublishingRecoverer(template), new FixedBackOff(0, 1));
        }

        @Bean
        Refusing listener() {
            return new Refusing();
        }

        static class Refusing {
            @KafkaListener(topics = "${topic}", groupId = "workers-${topic}")
            void onOrder(String order) {
                throw new IllegalStateException("no stock");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnContainer {

        @Bean
        KafkaMessageListenerContainer<Object, Object> container(
                ConsumerFactory<Object, Object> consumers,
                KafkaTemplate<Object, Object> template,
                org.springframework.core.env.Environment environment) {
            String topic = environment.getRequiredProperty("topic");
            ContainerProperties properties = new ContainerProperties(topic);
            properties.setGroupId("workers-" + topic);
            properties.setMessageListener((MessageListener<Object, Object>)
                    record -> template.send(topic + "-next", record.value()).join());
            return new KafkaMessageListenerContainer<>(consumers, properties);
        }
    }
}
