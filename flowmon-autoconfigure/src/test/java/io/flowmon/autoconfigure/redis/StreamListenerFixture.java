/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.stream.StreamListener;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import org.springframework.data.redis.stream.StreamMessageListenerContainer.StreamMessageListenerContainerOptions;

/** A stream of a real Redis, and containers that give its entries to a listener. */
abstract class StreamListenerFixture {

    final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    String stream = "";

    @BeforeEach
    void newStream() {
        stream = "orders-" + UUID.randomUUID();
    }

    StreamListener<String, MapRecord<String, String, String>> failing(ApplicationContext context) {
        return record -> {
            hear(context, record);
            if (record.getValue().containsValue("fail")) {
                throw new IllegalStateException("no stock");
            }
        };
    }

    void hear(ApplicationContext context, MapRecord<String, String, String> record) {
        assertThat(record.getValue()).containsOnlyKeys("value");
        heard.add(new Heard(
                Objects.requireNonNull(record.getValue().get("value")),
                context.getBean(CurrentFlow.class).get()));
    }

    void add(ApplicationContext context, String... values) {
        for (String value : values) {
            context.getBean(StringRedisTemplate.class).opsForStream().add(stream, Map.of("value", value));
        }
    }

    static StreamMessageListenerContainer.StreamMessageListenerContainerOptionsBuilder<
                    String, MapRecord<String, String, String>>
            options() {
        return StreamMessageListenerContainerOptions.builder()
                .pollTimeout(Duration.ofMillis(50))
                .batchSize(10);
    }

    static StreamMessageListenerContainer<String, MapRecord<String, String, String>> container(
            ApplicationContext context) {
        return StreamMessageListenerContainer.create(
                context.getBean(RedisConnectionFactory.class), options().build());
    }

    /** What the context makes of a bean. */
    static Object asBean(ApplicationContext context, Object bean) {
        return context.getAutowireCapableBeanFactory().initializeBean(bean, "bean");
    }

    @SuppressWarnings("unchecked")
    static Running start(ApplicationContext context, StreamMessageListenerContainer<String, ?> container) {
        var bean =
                (StreamMessageListenerContainer<String, MapRecord<String, String, String>>) asBean(context, container);
        bean.start();
        return new Running(bean);
    }

    static void awaitEnds(ApplicationContext context, int count) {
        await().untilAsserted(() ->
                assertThat(ofType(context, MessageTypes.END_PROCESSING)).hasSize(count));
    }

    static List<Event> ofType(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    static List<Outcome> outcomes(ApplicationContext context) {
        return ofType(context, MessageTypes.END_PROCESSING).stream()
                .map(end -> Objects.requireNonNull(end.completion()).outcome())
                .toList();
    }

    static void run(String client, Consumer<ApplicationContext> test, String... properties) {
        RedisContext.withFlowmon("flowmon.redis.streams=orders-*", "spring.data.redis.client-type=" + client)
                .withPropertyValues(properties)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    record Heard(String value, @Nullable FlowContext flow) {}

    record Running(StreamMessageListenerContainer<String, MapRecord<String, String, String>> bean)
            implements AutoCloseable {
        @Override
        public void close() {
            bean.stop();
        }
    }
}
