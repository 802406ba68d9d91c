/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Messages that the thread that pops handles itself. */
class PopLoopTests extends PopFixture {

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
}
