/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;

/** Batches, and the application's own interceptors. */
class KafkaInterceptorTests extends KafkaFixture {

    @Test
    void interceptorOfTheApplications_isCalledInsideOfTheFlow_andMayKeepARecord() {
        KafkaContext.withFlowmon("topic=" + topic)
                .withUserConfiguration(Intercepted.class)
                .run(context -> {
                    send(context, topic, "skip", "a");

                    List<Event> ended = awaitType(context, MessageTypes.END_PROCESSING, 2);
                    assertThat(ended).extracting(KafkaFixture::outcome).containsOnly(Outcome.OK);
                    Intercepted application = context.getBean(Intercepted.class);
                    assertThat(application.heard).containsExactly("a");
                    assertThat(application.calls)
                            .containsSubsequence("intercept skip", "success skip", "after skip")
                            .containsSubsequence("intercept a", "success a", "after a");
                    assertThat(application.flows)
                            .containsExactlyElementsOf(
                                    ended.stream().map(Event::correlationId).toList());
                });
    }

    @Test
    void batch_isReportedRecordByRecord_andForwardedCopiesKnowTheirParents() {
        KafkaContext.withFlowmon("topic=" + topic, "spring.kafka.listener.type=batch")
                .withUserConfiguration(Batch.class)
                .run(context -> {
                    send(context, topic, "a", "b", "c");

                    List<Event> received = awaitType(context, MessageTypes.RECEIVED_MESSAGE, 3);
                    assertThat(awaitType(context, MessageTypes.END_PROCESSING, 3))
                            .extracting(KafkaFixture::outcome)
                            .containsOnly(Outcome.OK);
                    List<Event> onward = awaitType(context, MessageTypes.SEND_MESSAGE, 6).stream()
                            .filter(sent -> sent.endpoint().endsWith("-next"))
                            .toList();
                    assertThat(onward)
                            .extracting(Event::parentMessageId)
                            .containsExactlyElementsOf(
                                    received.stream().map(Event::messageId).toList());
                    assertThat(context.getBean(Batch.class).intercepted).isNotEmpty();
                });
    }

    @Test
    void batchThatFails_failsEachOfItsRecords() {
        KafkaContext.withFlowmon("topic=" + topic, "spring.kafka.listener.type=batch")
                .withUserConfiguration(FailingBatch.class)
                .run(context -> {
                    send(context, topic, "a");
                    List<Event> ended = awaitType(context, MessageTypes.END_PROCESSING, 2);
                    assertThat(ended).extracting(KafkaFixture::outcome).containsExactly(Outcome.EXCEPTION, Outcome.OK);
                    assertThat(ofType(context, MessageTypes.RECEIVED_MESSAGE))
                            .extracting(Event::redelivered)
                            .containsExactly(false, true);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Intercepted {

        final Queue<String> heard = new ConcurrentLinkedQueue<>();
        final Queue<String> calls = new ConcurrentLinkedQueue<>();
        final Queue<String> flows = new ConcurrentLinkedQueue<>();

        @Bean
        RecordInterceptor<Object, Object> interceptor(CurrentFlow flow) {
            return new RecordInterceptor<>() {
                @Override
                public @Nullable ConsumerRecord<Object, Object> intercept(
                        ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
                    calls.add("intercept " + record.value());
                    flows.add(Objects.requireNonNull(flow.get()).correlationId());
                    return "skip".equals(record.value()) ? null : record;
                }

                @Override
                public void success(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
                    calls.add("success " + record.value());
                }

                @Override
                public void afterRecord(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
                    calls.add("after " + record.value());
                }
            };
        }

        @KafkaListener(topics = "${topic}", groupId = "workers-${topic}")
        void onOrder(String order) {
            heard.add(order);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Batch {

        final Queue<Integer> intercepted = new ConcurrentLinkedQueue<>();
        private @Nullable KafkaTemplate<Object, Object> template;

        @Bean
        BatchInterceptor<Object, Object> interceptor(KafkaTemplate<Object, Object> kafka) {
            template = kafka;
            return (records, consumer) -> {
                intercepted.add(records.count());
                return records;
            };
        }

        @KafkaListener(topics = "${topic}", groupId = "workers-${topic}")
        void onOrders(List<ConsumerRecord<Object, Object>> orders) throws Exception {
            for (ConsumerRecord<Object, Object> order : orders) {
                Objects.requireNonNull(template)
                        .send(new ProducerRecord<>(
                                order.topic() + "-next", null, order.key(), order.value(), order.headers()))
                        .get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingBatch {

        private final List<Integer> attempts = new ArrayList<>();

        @KafkaListener(topics = "${topic}", groupId = "workers-${topic}", properties = "max.poll.records=1")
        void onOrders(ConsumerRecords<Object, Object> orders) {
            attempts.add(orders.count());
            if (attempts.size() == 1) {
                throw new IllegalStateException("no stock");
            }
        }

        @Bean
        org.springframework.kafka.listener.DefaultErrorHandler errors() {
            return new org.springframework.kafka.listener.DefaultErrorHandler(
                    new org.springframework.util.backoff.FixedBackOff(0, 3));
        }
    }
}
