/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessagePropertiesBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitMessagingTemplate;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.support.postprocessor.GZipPostProcessor;

class AmqpSendTests extends AmqpFixture {

    private static final String[] CONFIRMS = {
        "spring.rabbitmq.publisher-confirm-type=correlated",
        "spring.rabbitmq.publisher-returns=true",
        "spring.rabbitmq.template.mandatory=true"
    };

    @Test
    void messageToAQueue_carriesItsIdsAndKeepsItsOwnHeaders() {
        AmqpContext.withFlowmon().run(context -> {
            template(context).convertAndSend("", queue, "{\"id\": 4711}", message -> {
                message.getMessageProperties().setHeader("mine", 1);
                return message;
            });

            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(sent.endpoint()).isEqualTo("QUEUE " + queue);
            assertThat(sent.peer()).isEqualTo(queue);
            assertThat(outcome(sent)).isEqualTo(Outcome.OK);
            assertThat(body(sent)).isEqualTo("{\"id\": 4711}");
            Message taken = taken(queue);
            assertThat(new String(taken.getBody(), UTF_8)).isEqualTo("{\"id\": 4711}");
            assertThat(taken.getMessageProperties().getHeaders())
                    .containsEntry("mine", 1)
                    .containsEntry("flowmon-correlation-id", sent.correlationId())
                    .containsEntry(
                            "flowmon-message-id",
                            Objects.requireNonNull(sent.messageId()).toString())
                    .doesNotContainKeys("flowmon-parent-id", "flowmon-sampled");
        });
    }

    @Test
    @SuppressWarnings("try")
    void messageOfAFlow_hasItsParent() {
        AmqpContext.withFlowmon().run(context -> {
            UUID parent = UUID.randomUUID();
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", parent, false))) {
                context.getBean(RabbitMessagingTemplate.class).convertAndSend(queue, "a");
            }
            assertThat(taken(queue).getMessageProperties().getHeaders())
                    .containsEntry("flowmon-correlation-id", "flow-1")
                    .containsEntry("flowmon-parent-id", parent.toString())
                    .containsEntry("flowmon-sampled", "0");
            assertThat(ofType(context, MessageTypes.SEND_MESSAGE)).isEmpty();
        });
    }

    @Test
    void messageToAnExchange_isNamedByIt_andTellsTheRoutingKey() {
        AmqpContext.withFlowmon().run(context -> {
            String exchange = "news-" + queue;
            AmqpAdmin admin = context.getBean(AmqpAdmin.class);
            admin.declareExchange(new TopicExchange(exchange, false, true));
            admin.declareBinding(new Binding(queue, Binding.DestinationType.QUEUE, exchange, "order.*", null));
            template(context).convertAndSend(exchange, "order.4711", "a");

            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(sent.endpoint()).isEqualTo("EXCHANGE " + exchange);
            assertThat(Objects.requireNonNull(sent.result()).others().get("routing_key"))
                    .isEqualTo("order.4711");
            assertThat(taken(queue).getMessageProperties().getHeaders())
                    .containsEntry(
                            "flowmon-message-id",
                            Objects.requireNonNull(sent.messageId()).toString());
        });
    }

    @Test
    void copiedHeaders_makeTheirMessageTheParent() {
        AmqpContext.withFlowmon().run(context -> {
            UUID copied = UUID.randomUUID();
            Message message = MessageBuilder.withBody("a".getBytes(UTF_8))
                    .andProperties(MessagePropertiesBuilder.newInstance()
                            .setHeader("flowmon-correlation-id", "flow-1")
                            .setHeader("flowmon-message-id", copied.toString())
                            .setHeader("flowmon-replay", "true")
                            .build())
                    .build();
            template(context).send(queue, message);
            template(context).send(queue, message);

            List<Event> sent = awaitType(context, MessageTypes.SEND_MESSAGE, 2);
            assertThat(sent).extracting(Event::parentMessageId).containsOnly(copied);
            assertThat(sent).extracting(Event::correlationId).containsOnly("flow-1");
            assertThat(sent.stream().map(Event::messageId).distinct())
                    .hasSize(2)
                    .doesNotContain(copied);
            assertThat(taken(queue).getMessageProperties().getHeaders()).containsEntry("flowmon-replay", "true");
        });
    }

    @Test
    void confirmedMessage_endsWithTheConfirm() {
        AmqpContext.withFlowmon(CONFIRMS).run(context -> {
            CorrelationData data = new CorrelationData();
            template(context).convertAndSend(queue, (Object) "a", data);
            assertThat(data.getFuture().get(10, TimeUnit.SECONDS).ack()).isTrue();
            assertThat(outcome(awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0)))
                    .isEqualTo(Outcome.OK);

            template(context).convertAndSend(queue, "b");
            awaitType(context, MessageTypes.SEND_MESSAGE, 2);
        });
    }

    @Test
    void messageThatReachesNoQueue_isAFailure() {
        AmqpContext.withFlowmon(CONFIRMS).run(context -> {
            CorrelationData data = new CorrelationData();
            template(context).convertAndSend("nobody-" + queue, (Object) "a", data);
            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(outcome(sent)).isEqualTo(Outcome.EXCEPTION);
            assertThat(errorOf(sent))
                    .contains("AmqpMessageReturnedException")
                    .contains("The broker returned it: 312 NO_ROUTE");
            assertThat(data.getReturned()).isNotNull();
        });
    }

    @Test
    void messageThatTheBrokerRefuses_isAFailure() {
        AmqpContext.withFlowmon(CONFIRMS).run(context -> {
            template(context).convertAndSend("no-such-exchange", "key", (Object) "a", new CorrelationData());
            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(outcome(sent)).isEqualTo(Outcome.EXCEPTION);
            assertThat(errorOf(sent)).contains("The broker did not take it");
        });
    }

    @Test
    void messageThatTheClientCannotWrite_isReportedAndThrownOn() {
        AmqpContext.withFlowmon().run(context -> {
            assertThatThrownBy(() -> template(context).convertAndSend("", queue, "a", message -> {
                        message.getMessageProperties().setHeader("x".repeat(300), 1);
                        return message;
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThat(outcome(awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0)))
                    .isEqualTo(Outcome.EXCEPTION);
        });
    }

    @Test
    void templateOfTheApplications_isCovered_withItsOwnPostProcessors() {
        AmqpContext.withFlowmon().run(context -> {
            RabbitTemplate own = new RabbitTemplate(context.getBean(ConnectionFactory.class));
            own.setBeforePublishPostProcessors(new GZipPostProcessor());
            own.convertAndSend(queue, "a".repeat(100));

            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            Message taken = taken(queue);
            assertThat(taken.getMessageProperties().getContentEncoding()).isEqualTo("gzip, UTF-8");
            var body = Objects.requireNonNull(
                    Objects.requireNonNull(sent.serviceParams()).body());
            assertThat(body.contentEncoding()).isEqualTo("gzip");
            assertThat(body.bytes()).isEqualTo(taken.getBody());
        });
    }
}
