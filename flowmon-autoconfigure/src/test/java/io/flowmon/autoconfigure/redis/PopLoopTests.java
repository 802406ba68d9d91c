/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

class PopLoopTests {

    private static final Duration POP = Duration.ofSeconds(1);

    private String queue = "";

    @BeforeEach
    void newQueue() {
        queue = "queue-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void messagesHandedToAPool_areReportedOnceAndArriveUnchanged(String client) {
        int count = 200;
        run(client, context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            FlowContext root = FlowContext.newFlow().handling(UUID.randomUUID());
            List<String> payloads = IntStream.range(0, count)
                    .mapToObj(i -> "{\"number\": " + i + "}")
                    .toList();
            flow.set(root);
            payloads.forEach(payload -> redis.opsForList().rightPush(queue, payload));
            flow.set(null);

            Queue<String> handled = new ConcurrentLinkedQueue<>();
            Queue<FlowContext> contexts = new ConcurrentLinkedQueue<>();
            ThreadPoolTaskExecutor pool = context.getBean(ThreadPoolTaskExecutor.class);
            for (int i = 0; i < count; i++) {
                String payload = Objects.requireNonNull(redis.opsForList().leftPop(queue, POP));
                pool.execute(() -> {
                    handled.add(payload);
                    contexts.add(Objects.requireNonNull(flow.get()));
                });
            }
            assertThat(redis.opsForList().leftPop(queue)).isNull();

            await().until(() -> eventsOf(context, MessageTypes.END_PROCESSING).size() == count);
            assertThat(handled).containsExactlyInAnyOrderElementsOf(payloads);
            List<Event> sends = eventsOf(context, MessageTypes.SEND_MESSAGE);
            assertThat(sends).hasSize(count).allSatisfy(send -> {
                assertThat(send.correlationId()).isEqualTo(root.correlationId());
                assertThat(send.parentMessageId()).isEqualTo(root.messageId());
                assertThat(send.endpoint()).isEqualTo("LIST " + queue);
                assertThat(Objects.requireNonNull(send.completion()).outcome()).isEqualTo(Outcome.OK);
            });
            assertThat(contexts.stream().map(FlowContext::messageId)).containsExactlyInAnyOrderElementsOf(ids(sends));
            for (String type : receiverTypes()) {
                List<Event> received = eventsOf(context, type);
                assertThat(ids(received)).containsExactlyInAnyOrderElementsOf(ids(sends));
                assertThat(received).allSatisfy(event -> {
                    assertThat(event.correlationId()).isEqualTo(root.correlationId());
                    assertThat(event.parentMessageId()).isEqualTo(root.messageId());
                });
            }
            assertThat(context.getBean(RecordingPublisher.class).events()).hasSize(4 * count);
            assertThat(flow.get()).isNull();
        });
    }

    @Test
    void messagesHandledInline_areReportedOnceEach() {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            CurrentFlow flow = context.getBean(CurrentFlow.class);
            redis.opsForList().rightPushAll(queue, "a", "b", "c");

            for (String expected : List.of("a", "b", "c")) {
                assertThat(redis.opsForList().leftPop(queue)).isEqualTo(expected);
                redis.opsForList().rightPush(queue + "-next", expected);
                assertThat(flow.get()).isNotNull();
            }
            assertThat(redis.opsForList().leftPop(queue)).isNull();

            assertThat(flow.get()).isNull();
            assertTriples(context, 3);
            List<Event> onward = eventsOf(context, MessageTypes.SEND_MESSAGE).stream()
                    .filter(send -> send.endpoint().endsWith("-next"))
                    .toList();
            assertThat(onward.stream().map(Event::parentMessageId).toList())
                    .isEqualTo(ids(eventsOf(context, MessageTypes.END_PROCESSING)));
        });
    }

    @Test
    void popThatThrows_endsTheHandlingBefore() {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPush(queue, "a");
            redis.opsForValue().set(queue + "-text", "not a list");
            redis.opsForList().leftPop(queue);

            assertThatThrownBy(() -> redis.opsForList().leftPop(queue + "-text"))
                    .isNotNull();

            assertTriples(context, 1);
        });
    }

    @Test
    void threadThatDied_letsGoWhenAnotherPops() throws Exception {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPush(queue, "a");
            Thread loop = new Thread(() -> redis.opsForList().leftPop(queue));
            loop.start();
            await().until(() -> !loop.isAlive());
            assertThat(eventsOf(context, MessageTypes.END_PROCESSING)).isEmpty();

            redis.opsForList().leftPop(queue);

            assertTriples(context, 1);
        });
    }

    @Test
    void contextThatCloses_endsWhatIsInHand() {
        RecordingPublisher[] publisher = new RecordingPublisher[1];
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPush(queue, "a");
            redis.opsForList().leftPop(queue);
            publisher[0] = context.getBean(RecordingPublisher.class);
        });

        Event end = publisher[0].ofType(MessageTypes.END_PROCESSING).get(0);
        assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void severalTasksForOneMessage_endItWithTheLast() {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            ThreadPoolTaskExecutor pool = context.getBean(ThreadPoolTaskExecutor.class);
            redis.opsForList().rightPush(queue, "a");
            redis.opsForList().leftPop(queue);
            CountDownLatch go = new CountDownLatch(1);
            List<CountDownLatch> done = List.of(new CountDownLatch(1), new CountDownLatch(1));
            pool.execute(() -> done.get(0).countDown());
            pool.execute(() -> {
                awaitLatch(go);
                done.get(1).countDown();
            });
            awaitLatch(done.get(0));
            redis.opsForList().leftPop(queue);
            assertThat(eventsOf(context, MessageTypes.START_PROCESSING)).hasSize(1);
            assertThat(eventsOf(context, MessageTypes.END_PROCESSING)).isEmpty();

            go.countDown();

            await().until(() -> !eventsOf(context, MessageTypes.END_PROCESSING).isEmpty());
            assertTriples(context, 1);
        });
    }

    @Test
    void exceptionInASubmittedTask_isTheOutcome() {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            ThreadPoolTaskExecutor pool = context.getBean(ThreadPoolTaskExecutor.class);
            redis.opsForList().rightPush(queue, "a");
            redis.opsForList().leftPop(queue);
            var future = pool.submit(() -> {
                throw new IllegalStateException("no stock");
            });
            redis.opsForList().leftPop(queue);

            await().until(future::isDone);
            await().until(() -> !eventsOf(context, MessageTypes.END_PROCESSING).isEmpty());
            Event end = eventsOf(context, MessageTypes.END_PROCESSING).get(0);
            assertThat(Objects.requireNonNull(end.completion()).outcome()).isEqualTo(Outcome.EXCEPTION);
            assertThat(Objects.requireNonNull(end.completion().error()).message())
                    .isEqualTo("no stock");
            assertTriples(context, 1);
        });
    }

    @Test
    void plainMessage_startsAFlowOfItsOwn() {
        RedisContext.application()
                .run(plain ->
                        plain.getBean(StringRedisTemplate.class).opsForList().rightPushAll(queue, "a", "b"));
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            assertThat(redis.opsForList().leftPop(queue)).isEqualTo("a");
            assertThat(redis.opsForList().leftPop(queue)).isEqualTo("b");
            redis.opsForList().leftPop(queue);

            assertTriples(context, 2);
            assertThat(eventsOf(context, MessageTypes.RECEIVED_MESSAGE).stream()
                            .map(Event::correlationId)
                            .distinct())
                    .hasSize(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void reliablePattern_losesNothingInACrashAndMarksTheSecondReceipt(String client) {
        String processing = queue + ":processing";
        run(client, context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPushAll(queue, "{\"n\":1}", "two");
            assertThat(moved(redis, queue, processing)).isEqualTo("{\"n\":1}");
            assertThat(redis.opsForList().remove(processing, 1, "{\"n\":1}")).isEqualTo(1);
            assertThat(moved(redis, queue, processing)).isEqualTo("two");
            assertThat(redis.opsForList().range(processing, 0, -1)).containsExactly("two");

            // What a restart does with what a crash left.
            assertThat(moved(redis, processing, queue)).isEqualTo("two");
            assertThat(moved(redis, processing, queue)).isNull();
            assertThat(moved(redis, queue, processing)).isEqualTo("two");
            assertThat(redis.opsForList().remove(processing, 1, "two")).isEqualTo(1);
            assertThat(moved(redis, queue, processing)).isNull();

            assertTriples(context, 3);
            List<Event> received = eventsOf(context, MessageTypes.RECEIVED_MESSAGE);
            assertThat(received.stream().map(Event::redelivered)).containsExactly(false, false, true);
            assertThat(received.get(2).messageId()).isEqualTo(received.get(1).messageId());
            assertThat(received.get(2).actionId()).isNotEqualTo(received.get(1).actionId());
            assertThat(redis.hasKey(queue)).isFalse();
            assertThat(redis.hasKey(processing)).isFalse();
        });
    }

    @Test
    void moveToAKeyThatNoPatternCovers_leavesNoEnvelopeToTheApplication() {
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            String elsewhere = "working-" + queue;
            redis.opsForList().rightPush(queue, "a");

            assertThat(moved(redis, queue, elsewhere)).isEqualTo("a");

            assertThat(redis.opsForList().range(elsewhere, 0, -1)).containsExactly("a");
            assertThat(redis.opsForList().remove(elsewhere, 1, "a")).isEqualTo(1);
        });
    }

    private static @Nullable String moved(StringRedisTemplate redis, String from, String to) {
        return redis.opsForList().move(from, Direction.LEFT, to, Direction.RIGHT);
    }

    private void run(String client, Consumer<ApplicationContext> test) {
        RedisContext.withFlowmon("flowmon.redis.lists=queue-*", "spring.data.redis.client-type=" + client)
                .withUserConfiguration(Pool.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    private static List<Event> eventsOf(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    private static List<@Nullable UUID> ids(List<Event> events) {
        return events.stream().map(Event::messageId).collect(Collectors.toList());
    }

    private static List<String> receiverTypes() {
        return List.of(MessageTypes.RECEIVED_MESSAGE, MessageTypes.START_PROCESSING, MessageTypes.END_PROCESSING);
    }

    private static void assertTriples(ApplicationContext context, int count) {
        for (String type : receiverTypes()) {
            assertThat(eventsOf(context, type)).as(type).hasSize(count);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Pool {

        @Bean
        ThreadPoolTaskExecutor workers() {
            ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
            workers.setCorePoolSize(10);
            return workers;
        }
    }
}
