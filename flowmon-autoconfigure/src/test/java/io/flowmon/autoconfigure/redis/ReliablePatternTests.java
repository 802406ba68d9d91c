/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Messages that are moved, worked on and removed. */
class ReliablePatternTests extends PopFixture {

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
}
