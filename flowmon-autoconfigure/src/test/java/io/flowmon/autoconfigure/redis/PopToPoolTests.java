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
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Messages that the thread that pops hands to a pool. */
class PopToPoolTests extends PopFixture {

    private static final Duration POP = Duration.ofSeconds(1);

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

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
