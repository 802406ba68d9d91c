/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.PatternTopic;

/** Channels on a real Redis, from PUBLISH to the listeners of a container. */
class ChannelTests extends ChannelFixture {

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void publishedMessage_isHeardAsContentAndReported(String client) {
        run(client, context -> {
            listen(context, new ChannelTopic(channel));
            publish(context, "{\"a\": 1}");

            Heard message = next();
            assertThat(message.text()).isEqualTo("{\"a\": 1}");
            assertThat(message.source()).isEqualTo(channel);
            Event send = only(context, MessageTypes.SEND_MESSAGE);
            assertThat(send.endpoint()).isEqualTo("CHANNEL " + channel);
            assertThat(receivers(send)).isEqualTo(1L);
            List<Event> triple = awaitTriples(context, 1);
            assertThat(triple).allSatisfy(event -> {
                assertThat(event.correlationId()).isEqualTo(send.correlationId());
                assertThat(event.messageId()).isEqualTo(send.messageId());
                assertThat(event.endpoint()).isEqualTo("CHANNEL " + channel);
                assertThat(event.actionId()).isEqualTo(triple.get(0).actionId());
            });
            assertThat(Objects.requireNonNull(message.flow()).messageId()).isEqualTo(send.messageId());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void patternSubscription_hearsContentWithItsPattern(String client) {
        run(client, context -> {
            listen(context, new PatternTopic(channel + "*"));
            channel += ".sport";
            publish(context, "goal");

            Heard message = next();
            assertThat(message.text()).isEqualTo("goal");
            assertThat(message.source()).endsWith("*");
            assertThat(awaitTriples(context, 1)).extracting(Event::endpoint).containsOnly("CHANNEL " + channel);
        });
    }

    @Test
    void severalSubscriptions_areAsManyReceiptsAsReceivers() {
        run("lettuce", context -> {
            listen(context, new ChannelTopic(channel));
            listen(context, new ChannelTopic(channel));
            listen(context, new PatternTopic(channel + "*"));
            publish(context, "news");

            assertThat(Stream.of(next(), next(), next()).map(Heard::text)).containsOnly("news");
            long receivers = receivers(only(context, MessageTypes.SEND_MESSAGE));
            assertThat(receivers).isEqualTo(2);
            awaitTriples(context, (int) receivers);
        });
    }

    @Test
    void nobodyListening_isNoFailure() {
        run("lettuce", context -> {
            publish(context, "news");
            Event send = only(context, MessageTypes.SEND_MESSAGE);
            assertThat(Objects.requireNonNull(send.completion()).outcome()).isEqualTo(Outcome.OK);
            assertThat(receivers(send)).isZero();
        });
    }

    /** Jedis refuses to publish in a pipeline. */
    @Test
    void publishInAPipeline_tellsReceiversInItsPlace() {
        run("lettuce", context -> {
            listen(context, new ChannelTopic(channel));
            List<Object> results = context.getBean(StringRedisTemplate.class)
                    .executePipelined((RedisConnection redis) -> {
                        redis.stringCommands().get(bytes("nothing"));
                        redis.publish(bytes(channel), bytes("a"));
                        redis.publish(bytes("other-" + channel), bytes("b"));
                        return nothing();
                    });
            assertThat(results).containsExactly(null, 1L, 0L);
            assertThat(next().text()).isEqualTo("a");
            assertThat(receivers(only(context, MessageTypes.SEND_MESSAGE))).isEqualTo(1);
        });
    }

    @Test
    void binaryContent_isHeardByteForByte() {
        run("lettuce", context -> {
            LinkedBlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
            container(context).addMessageListener((message, pattern) -> bodies.add(message.getBody()), topic());
            byte[] payload = {0, -1, -128, 127, '{', 10};
            connected(context, redis -> redis.publish(bytes(channel), payload));
            assertThat(poll(bodies)).isEqualTo(payload);
        });
    }

    @Test
    void otherChannels_carryTheVeryBytes() {
        run("lettuce", context -> {
            channel = "other-" + channel;
            listen(context, new ChannelTopic(channel));
            publish(context, "{\"a\": 1}");
            assertThat(next()).isEqualTo(new Heard("{\"a\": 1}", channel, null));
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    @Test
    void plainChannel_getsPlainMessages() {
        List<String> wire = new ArrayList<>();
        run("lettuce", null, List.of("flowmon.redis.plain=news-*"), context -> {
            wire.add(onTheWire(context));
            assertThat(only(context, MessageTypes.SEND_MESSAGE).messageId()).isNull();
        });
        assertThat(wire).containsExactly("{\"a\": 1}");
    }

    @Test
    void channelOfAPattern_carriesEnvelopes() {
        run("lettuce", context -> assertThat(onTheWire(context))
                .startsWith("{\"flowmon\":{")
                .endsWith(",\"content\":{\"a\": 1}}"));
    }

    @Test
    void switchedOff_unwrapsAndDoesNothingElse() {
        run("lettuce", null, List.of("flowmon.enabled=false"), off -> {
            listen(off, new ChannelTopic(channel));
            run("lettuce", on -> publish(on, "wrapped"));
            publish(off, "plain");
            assertThat(next()).isEqualTo(new Heard("wrapped", channel, null));
            assertThat(next()).isEqualTo(new Heard("plain", channel, null));
            assertThat(off.getBean(RecordingPublisher.class).events()).isEmpty();
        });
    }

    /** What an application without flowmon hears. */
    private String onTheWire(ApplicationContext sender) {
        List<String> wire = new ArrayList<>();
        RedisContext.application().withUserConfiguration(Container.class).run(plain -> {
            LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
            container(plain).addMessageListener((message, pattern) -> bodies.add(text(message.getBody())), topic());
            publish(sender, "{\"a\": 1}");
            wire.add(poll(bodies));
        });
        return wire.get(0);
    }

    private static void connected(ApplicationContext context, Consumer<RedisConnection> work) {
        try (RedisConnection redis =
                context.getBean(RedisConnectionFactory.class).getConnection()) {
            work.accept(redis);
        }
    }

    @SuppressWarnings("NullAway") // a pipeline demands null of its callback
    private static Object nothing() {
        return null;
    }
}
