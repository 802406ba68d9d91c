/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

class AmqpListenerTests extends AmqpFixture {

    @ParameterizedTest
    @ValueSource(strings = {"simple", "direct"})
    void message_isReceivedAndHandledInItsFlow(String container) {
        run(Forwarding.class, "spring.rabbitmq.listener.type=" + container, context -> {
            template(context).convertAndSend(queue, "a");

            Event received =
                    awaitType(context, MessageTypes.RECEIVED_MESSAGE, 1).get(0);
            Event ended = awaitType(context, MessageTypes.END_PROCESSING, 1).get(0);
            List<Event> sent = awaitType(context, MessageTypes.SEND_MESSAGE, 2);
            assertThat(received.endpoint()).isEqualTo("QUEUE " + queue);
            assertThat(received.redelivered()).isFalse();
            assertThat(received.messageId()).isEqualTo(sent.get(0).messageId());
            assertThat(body(received)).isEqualTo("a");
            assertThat(ofType(context, MessageTypes.START_PROCESSING)).hasSize(1);
            assertThat(outcome(ended)).isEqualTo(Outcome.OK);
            assertThat(sent.get(1).parentMessageId()).isEqualTo(received.messageId());
            assertThat(sent.get(1).correlationId()).isEqualTo(received.correlationId());
            assertThat(sent.get(1).messageId()).isNotEqualTo(received.messageId());
        });
    }

    @Test
    void messageWithoutIds_beginsAFlow_andIdsThatAreNoneAreNotTrusted() {
        run(Forwarding.class, "x=y", context -> {
            AmqpContext.application().run(plain -> {
                template(plain).convertAndSend(queue, "a");
                template(plain).convertAndSend("", queue, "b", message -> {
                    message.getMessageProperties().setHeader("flowmon-correlation-id", "a b\n<script>");
                    message.getMessageProperties().setHeader("flowmon-message-id", 4711);
                    return message;
                });
            });

            List<Event> received = awaitType(context, MessageTypes.RECEIVED_MESSAGE, 2);
            assertThat(received).allSatisfy(event -> {
                assertThat(CorrelationIds.isValid(event.correlationId())).isTrue();
                assertThat(event.parentMessageId()).isNull();
            });
            assertThat(received.stream().map(Event::correlationId).distinct()).hasSize(2);
        });
    }

    @Test
    void failure_isReportedAsTheListenerThrewIt_andTheNextDeliveryIsRedelivered() {
        run(FailingOnce.class, "x=y", context -> {
            template(context).convertAndSend(queue, "a");

            List<Event> ended = awaitType(context, MessageTypes.END_PROCESSING, 2);
            assertThat(ended).extracting(AmqpFixture::outcome).containsExactly(Outcome.EXCEPTION, Outcome.OK);
            assertThat(errorOf(ended.get(0))).isEqualTo("java.lang.IllegalStateException: no stock");
            assertThat(ofType(context, MessageTypes.RECEIVED_MESSAGE))
                    .extracting(Event::redelivered)
                    .containsExactly(false, true);
        });
    }

    @Test
    void retriesWithinAContainer_areOneHandling() {
        AmqpContext.withFlowmon(
                        "queue=" + queue,
                        "spring.rabbitmq.listener.simple.retry.enabled=true",
                        "spring.rabbitmq.listener.simple.retry.initial-interval=1ms")
                .withUserConfiguration(FailingOnce.class)
                .run(context -> {
                    template(context).convertAndSend(queue, "a");

                    assertThat(outcome(awaitType(context, MessageTypes.END_PROCESSING, 1)
                                    .get(0)))
                            .isEqualTo(Outcome.OK);
                    assertThat(ofType(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(1);
                    assertThat(context.getBean(FailingOnce.class).calls).hasValue(2);
                });
    }

    @Test
    void batch_isReportedMessageByMessage_andForwardedCopiesKnowTheirParents() {
        AmqpContext.withFlowmon(
                        "queue=" + queue,
                        "spring.rabbitmq.listener.simple.consumer-batch-enabled=true",
                        "spring.rabbitmq.listener.simple.batch-size=3")
                .withUserConfiguration(Batch.class)
                .run(context -> {
                    for (String each : List.of("a", "b", "c")) {
                        template(context).convertAndSend(queue, each);
                    }
                    List<Event> received = awaitType(context, MessageTypes.RECEIVED_MESSAGE, 3);
                    awaitType(context, MessageTypes.END_PROCESSING, 3);
                    List<Event> onward = awaitType(context, MessageTypes.SEND_MESSAGE, 6).stream()
                            .filter(sent -> sent.endpoint().endsWith("-next"))
                            .toList();
                    assertThat(onward)
                            .extracting(Event::parentMessageId)
                            .containsExactlyElementsOf(
                                    received.stream().map(Event::messageId).toList());
                });
    }

    @Test
    void containerOfTheApplications_isFollowed() {
        run(OwnContainer.class, "x=y", context -> {
            template(context).convertAndSend(queue, "a");
            Event received =
                    awaitType(context, MessageTypes.RECEIVED_MESSAGE, 1).get(0);
            assertThat(awaitType(context, MessageTypes.SEND_MESSAGE, 2).get(1).parentMessageId())
                    .isEqualTo(received.messageId());
        });
    }

    @Test
    void messageThatIsTaken_isInHandUntilTheNextOne() {
        AmqpContext.withFlowmon().run(context -> {
            RabbitTemplate template = template(context);
            template.convertAndSend(queue, "a");
            assertThat(template.receiveAndConvert(queue)).isEqualTo("a");
            template.convertAndSend(queue + "-next", "b");
            assertThat(template.receive(queue)).isNull();

            Event received =
                    awaitType(context, MessageTypes.RECEIVED_MESSAGE, 1).get(0);
            assertThat(awaitType(context, MessageTypes.SEND_MESSAGE, 2).get(1).parentMessageId())
                    .isEqualTo(received.messageId());
            assertThat(outcome(
                            awaitType(context, MessageTypes.END_PROCESSING, 1).get(0)))
                    .isEqualTo(Outcome.OK);
        });
    }

    @Test
    void answer_isTheChildOfTheQuestion() {
        run(Answering.class, "x=y", context -> {
            assertThat(template(context).convertSendAndReceive(queue, "a")).isEqualTo("a!");

            List<Event> received = awaitType(context, MessageTypes.RECEIVED_MESSAGE, 2);
            Event answer = awaitType(context, MessageTypes.SEND_MESSAGE, 2).stream()
                    .filter(sent -> sent.parentMessageId() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(answer.endpoint()).isEqualTo("QUEUE amq.rabbitmq.reply-to*");
            assertThat(received).extracting(Event::messageId).contains(answer.messageId(), answer.parentMessageId());
            awaitType(context, MessageTypes.END_PROCESSING, 2);
        });
    }

    private void run(Class<?> configuration, String property, Check test) {
        AmqpContext.withFlowmon("queue=" + queue, property)
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
        Listener listener(RabbitTemplate template) {
            return new Listener(template);
        }

        record Listener(RabbitTemplate template) {
            @RabbitListener(queues = "${queue}")
            void onOrder(Message order) {
                template.send(order.getMessageProperties().getConsumerQueue() + "-next", order);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingOnce {

        final AtomicInteger calls = new AtomicInteger();

        @RabbitListener(queues = "${queue}")
        void onOrder(String order) {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("no stock");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Batch {

        private final RabbitTemplate template;

        Batch(RabbitTemplate template) {
            this.template = template;
        }

        @RabbitListener(queues = "${queue}", batch = "true")
        void onOrders(List<Message> orders) {
            for (Message order : orders) {
                Message copy = MessageBuilder.fromClonedMessage(order).build();
                template.send(order.getMessageProperties().getConsumerQueue() + "-next", copy);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnContainer {

        @Bean
        SimpleMessageListenerContainer container(
                ConnectionFactory connections, RabbitTemplate template, Environment environment) {
            String queue = environment.getRequiredProperty("queue");
            SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
            container.setQueueNames(queue);
            container.setMessageListener(message -> template.send(queue + "-next", message));
            return container;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Answering {

        @RabbitListener(queues = "${queue}")
        String onQuestion(String question) {
            return question + "!";
        }
    }
}
