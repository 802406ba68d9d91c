/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.serializer.JacksonJsonSerializer;

class KafkaSendTests extends KafkaFixture {

    @Test
    void record_isReportedWithThePayloadWhenItIsAcknowledged() {
        KafkaContext.withFlowmon().run(context -> {
            send(context, topic, "{\"id\": 4711}");

            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(sent.endpoint()).isEqualTo("TOPIC " + topic);
            assertThat(sent.peer()).isEqualTo(topic);
            assertThat(outcome(sent)).isEqualTo(Outcome.OK);
            assertThat(body(sent)).isEqualTo("{\"id\": 4711}");
            assertThat(sent.parentMessageId()).isNull();

            ConsumerRecord<String, String> stored = stored(topic, 1).get(0);
            assertThat(stored.value()).isEqualTo("{\"id\": 4711}");
            assertThat(headers(stored, "flowmon-correlation-id")).containsExactly(sent.correlationId());
            assertThat(headers(stored, "flowmon-message-id"))
                    .containsExactly(Objects.requireNonNull(sent.messageId()).toString());
            assertThat(headers(stored, "flowmon-parent-id")).isEmpty();
            assertThat(headers(stored, "flowmon-sampled")).isEmpty();
        });
    }

    @Test
    @SuppressWarnings("try")
    void record_ofAFlowHasItsParentAndSampleRate() {
        KafkaContext.withFlowmon().run(context -> {
            UUID parent = UUID.randomUUID();
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-1", parent, 0.5))) {
                send(context, topic, "a");
            }
            try (CurrentFlow.Scope scope = flow.open(new FlowContext("flow-2", parent, false))) {
                send(context, topic, "b");
            }

            List<ConsumerRecord<String, String>> stored = stored(topic, 2);
            assertThat(headers(stored.get(0), "flowmon-parent-id")).containsExactly(parent.toString());
            assertThat(headers(stored.get(0), "flowmon-sampled")).containsExactly("0.5");
            assertThat(headers(stored.get(1), "flowmon-sampled")).containsExactly("0");
            assertThat(awaitType(context, MessageTypes.SEND_MESSAGE, 1))
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.correlationId()).isEqualTo("flow-1"));
        });
    }

    @Test
    void recordSentTwice_hasIdsOfItsOwnEachTimeAndTheApplicationsHeaders() {
        KafkaContext.withFlowmon().run(context -> {
            ProducerRecord<Object, Object> record = new ProducerRecord<>(topic, "a");
            record.headers().add("mine", "1".getBytes(UTF_8));
            template(context).send(record).get(10, TimeUnit.SECONDS);
            template(context).send(record).get(10, TimeUnit.SECONDS);

            assertThat(record.headers()).hasSize(1);
            List<ConsumerRecord<String, String>> stored = stored(topic, 2);
            assertThat(stored).allSatisfy(each -> {
                assertThat(headers(each, "mine")).containsExactly("1");
                assertThat(headers(each, "flowmon-message-id")).hasSize(1);
            });
            assertThat(stored.stream()
                            .map(each -> headers(each, "flowmon-message-id"))
                            .distinct())
                    .hasSize(2);
        });
    }

    @Test
    void copiedHeaders_makeTheirMessageTheParent() {
        KafkaContext.withFlowmon().run(context -> {
            UUID copied = UUID.randomUUID();
            ProducerRecord<Object, Object> record = new ProducerRecord<>(topic, "a");
            record.headers()
                    .add("flowmon-correlation-id", "flow-1".getBytes(UTF_8))
                    .add("flowmon-message-id", copied.toString().getBytes(UTF_8))
                    .add("flowmon-replay", "true".getBytes(UTF_8));
            template(context).send(record).get(10, TimeUnit.SECONDS);

            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(sent.correlationId()).isEqualTo("flow-1");
            assertThat(sent.parentMessageId()).isEqualTo(copied);
            assertThat(sent.messageId()).isNotEqualTo(copied);
            ConsumerRecord<String, String> stored = stored(topic, 1).get(0);
            assertThat(headers(stored, "flowmon-message-id"))
                    .containsExactly(Objects.requireNonNull(sent.messageId()).toString());
            assertThat(headers(stored, "flowmon-replay")).containsExactly("true");
        });
    }

    @Test
    void valueThatCannotBeSerialized_isReportedAndThrownOn() {
        KafkaContext.withFlowmon().run(context -> {
            assertThatThrownBy(() -> send(context, topic, 4711)).isInstanceOf(SerializationException.class);

            Event sent = awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
            assertThat(outcome(sent)).isEqualTo(Outcome.EXCEPTION);
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(sent.completion()).error())
                            .type())
                    .isEqualTo(SerializationException.class.getName());
        });
    }

    @Test
    void recordThatNobodyTakes_isReportedAsTimedOut() {
        KafkaContext.withFlowmon(
                        "spring.kafka.bootstrap-servers=127.0.0.1:1",
                        "spring.kafka.producer.properties.max.block.ms=100")
                .run(context -> {
                    assertThatThrownBy(() -> send(context, topic, "a")).isNotNull();
                    Event sent =
                            awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
                    assertThat(outcome(sent)).isEqualTo(Outcome.TIMEOUT);
                });
    }

    @Test
    void objects_areReportedAsTheSerializerWroteThem() {
        KafkaContext.withFlowmon("spring.kafka.producer.value-serializer=" + JacksonJsonSerializer.class.getName())
                .run(context -> {
                    send(context, topic, new Order("4711", 2));
                    Event sent =
                            awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0);
                    assertThat(body(sent)).isEqualTo("{\"id\":\"4711\",\"count\":2}");
                    assertThat(headers(stored(topic, 1).get(0), "__TypeId__")).hasSize(1);
                });
    }

    @Test
    void serializerOfTheApplications_isUsedAsItIs() {
        KafkaContext.withFlowmon().run(context -> {
            ProducerFactory<Object, Object> factory = template(context).getProducerFactory();
            factory.copyWithConfigurationOverride(Map.of());
            try (var shouting = factory.copyWithConfigurationOverride(
                            Map.of("value.serializer", ShoutingSerializer.class.getName()))
                    .createProducer()) {
                shouting.send(new ProducerRecord<>(topic, "a")).get(10, TimeUnit.SECONDS);
            }
            ConsumerRecord<String, String> stored = stored(topic, 1).get(0);
            assertThat(stored.value()).isEqualTo("A!");
            assertThat(headers(stored, "flowmon-message-id")).hasSize(1);
        });
    }

    @Test
    void serializerGivenAsAnObject_isCaptured() {
        KafkaContext.withFlowmon().withUserConfiguration(GivenSerializer.class).run(context -> {
            send(context, topic, "a");
            assertThat(stored(topic, 1).get(0).value()).isEqualTo("A!");
            assertThat(body(awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0)))
                    .isEqualTo("A!");
        });
    }

    @Test
    void transaction_goesOn() {
        KafkaContext.withFlowmon("spring.kafka.producer.transaction-id-prefix=tx-")
                .run(context -> {
                    KafkaTemplate<Object, Object> template = template(context);
                    template.executeInTransaction(operations -> operations.send(topic, "a"));
                    assertThat(stored(topic, 1).get(0).value()).isEqualTo("a");
                    assertThat(outcome(awaitType(context, MessageTypes.SEND_MESSAGE, 1)
                                    .get(0)))
                            .isEqualTo(Outcome.OK);
                });
    }

    record Order(String id, int count) {}

    /** Writes a text in a way of its own. */
    public static final class ShoutingSerializer implements Serializer<Object> {
        private final StringSerializer text = new StringSerializer();

        @Override
        public byte[] serialize(String topic, Object data) {
            return text.serialize(topic, data.toString().toUpperCase(java.util.Locale.ROOT) + "!");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenSerializer {

        @Bean
        org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer shouting() {
            return this::shout;
        }

        @SuppressWarnings("unchecked")
        private void shout(org.springframework.kafka.core.DefaultKafkaProducerFactory<?, ?> factory) {
            ((org.springframework.kafka.core.DefaultKafkaProducerFactory<Object, Object>) factory)
                    .setValueSerializer(new ShoutingSerializer());
        }
    }
}
