/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.stream.StreamListener;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;

/** Entries that a container gives to its listener one by one, while it reads them by the batch. */
class StreamListenerTests extends StreamListenerFixture {

    private static final org.springframework.data.redis.connection.stream.Consumer WORKER =
            org.springframework.data.redis.connection.stream.Consumer.from("workers", "one");

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void batchOfAGroup_isHandledEntryByEntryInTheFlowOfEach(String client) {
        run(client, context -> {
            add(context, "a", "b", "c");
            createGroup(context);
            StreamListener<String, MapRecord<String, String, String>> listener = record -> {
                hear(context, record);
                sendOn(context, record);
            };
            try (Running container = start(context, container(context))) {
                container.bean().receiveAutoAck(WORKER, next(), listener);
                awaitEnds(context, 3);
            }
            assertThat(heard).extracting(Heard::value).containsExactly("a", "b", "c");
            assertEachInItsOwnFlow(context, 3);
            assertThat(ofType(context, MessageTypes.END_PROCESSING))
                    .allSatisfy(end -> assertThat(end.consumerGroup()).isEqualTo("workers"));
            assertOnward(context, 3);
        });
    }

    @Test
    void batchWithoutAGroup_isHandledEntryByEntryInTheFlowOfEach() {
        run("lettuce", context -> {
            add(context, "a", "b", "c");
            try (Running container = start(context, container(context))) {
                container.bean().receive(StreamOffset.fromStart(stream), record -> hear(context, record));
                awaitEnds(context, 3);
            }
            assertThat(heard).extracting(Heard::value).containsExactly("a", "b", "c");
            assertEachInItsOwnFlow(context, 3);
        });
    }

    @Test
    void containerThatIsNoBean_givesEachEntryItsFlow() {
        run("lettuce", context -> {
            add(context, "a", "b", "c");
            var container = StreamMessageListenerContainer.create(
                    context.getBean(RedisConnectionFactory.class), options().build());
            container.receive(StreamOffset.fromStart(stream), record -> hear(context, record));
            container.start();
            try {
                awaitEnds(context, 3);
            } finally {
                container.stop();
            }
            assertEachInItsOwnFlow(context, 3);
        });
    }

    @Test
    void whatAListenerPops_leavesTheEntryInHand() {
        run(
                "lettuce",
                context -> {
                    StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
                    redis.opsForList().rightPush("queue-" + stream, "popped");
                    add(context, "a");
                    Queue<String> popped = new ConcurrentLinkedQueue<>();
                    try (Running container = start(context, container(context))) {
                        container.bean().receive(StreamOffset.fromStart(stream), record -> {
                            popped.add(Objects.requireNonNull(redis.opsForList().leftPop("queue-" + stream)));
                            redis.opsForList().leftPop("queue-" + stream);
                            hear(context, record);
                        });
                        awaitEnds(context, 2);
                    }
                    assertThat(popped).containsExactly("popped");
                    Event entry = ofType(context, MessageTypes.RECEIVED_MESSAGE).stream()
                            .filter(event -> event.endpoint().startsWith("STREAM"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(Objects.requireNonNull(heard.element().flow()).messageId())
                            .isEqualTo(entry.messageId());
                },
                "flowmon.redis.lists=queue-*");
    }

    @Test
    void objectRecords_areMappedFromTheirOwnFields() {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForStream()
                    .add(ObjectRecord.create(stream, new Order("4711", 3)).withStreamKey(stream));
            var bare = StreamMessageListenerContainer.create(
                    context.getBean(RedisConnectionFactory.class),
                    options().targetType(Order.class).build());
            Queue<Order> orders = new ConcurrentLinkedQueue<>();
            StreamListener<String, ObjectRecord<String, Order>> listener = record -> orders.add(record.getValue());
            try (Running container = start(context, bare)) {
                assertThat(container).isNotNull();
                bare.receive(StreamOffset.fromStart(stream), listener);
                awaitEnds(context, 1);
            }
            assertThat(orders).containsExactly(new Order("4711", 3));
        });
    }

    @Test
    void streamsOfNoPattern_leaveListenersAlone() {
        run("lettuce", context -> {
            stream = "other-" + stream;
            add(context, "a");
            try (Running container = start(context, container(context))) {
                container.bean().receive(StreamOffset.fromStart(stream), record -> hear(context, record));
                await().until(() -> heard.size() == 1);
            }
            assertThat(heard).containsExactly(new Heard("a", null));
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void noStreamConfigured_leavesTheContainerAlone() {
        RedisContext.withFlowmon("flowmon.redis.lists=queue-*").run(context -> {
            Object bean = asBean(context, container(context));
            assertThat(AopUtils.isAopProxy(bean)).isFalse();
        });
    }

    private void assertEachInItsOwnFlow(ApplicationContext context, int count) {
        List<Event> received = ofType(context, MessageTypes.RECEIVED_MESSAGE);
        assertThat(received).hasSize(count);
        assertThat(ofType(context, MessageTypes.START_PROCESSING)).hasSize(count);
        assertThat(ofType(context, MessageTypes.END_PROCESSING)).hasSize(count);
        assertThat(received.stream().map(Event::correlationId).distinct()).hasSize(count);
        assertThat(heard.stream()
                        .map(each -> Objects.requireNonNull(each.flow()).messageId()))
                .containsExactlyElementsOf(
                        received.stream().map(Event::messageId).toList());
        assertThat(outcomes(context)).containsOnly(Outcome.OK);
    }

    private void assertOnward(ApplicationContext context, int count) {
        List<Event> onward = ofType(context, MessageTypes.SEND_MESSAGE).stream()
                .filter(send -> send.endpoint().startsWith("STREAM orders-next"))
                .toList();
        assertThat(onward).hasSize(count);
        assertThat(onward.stream().map(Event::parentMessageId).toList())
                .isEqualTo(ofType(context, MessageTypes.END_PROCESSING).stream()
                        .map(Event::messageId)
                        .toList());
    }

    private void sendOn(ApplicationContext context, MapRecord<String, String, String> record) {
        context.getBean(StringRedisTemplate.class).opsForStream().add("orders-next-" + stream, record.getValue());
    }

    private void createGroup(ApplicationContext context) {
        context.getBean(StringRedisTemplate.class).opsForStream().createGroup(stream, ReadOffset.from("0"), "workers");
    }

    private StreamOffset<String> next() {
        return StreamOffset.create(stream, ReadOffset.lastConsumed());
    }

    record Order(String id, int count) {}
}
