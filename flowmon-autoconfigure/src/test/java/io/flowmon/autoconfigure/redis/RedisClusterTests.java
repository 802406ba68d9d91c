/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisClusterServerCommands;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** A Redis cluster is followed as a single Redis is, and its connections remain those of a cluster. */
@SuppressWarnings("unchecked") // the offsets of a read are an array of a generic type
class RedisClusterTests {

    private String id = "";

    @BeforeEach
    void newKeys() {
        id = "{" + UUID.randomUUID() + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void connection_isStillThatOfAClusterAndDecorated(String client) {
        run(client, context -> {
            RedisConnectionFactory factory = context.getBean(RedisConnectionFactory.class);
            try (RedisConnection redis = factory.getConnection();
                    RedisClusterConnection cluster = factory.getClusterConnection()) {
                assertThat(redis).isInstanceOf(RedisClusterConnection.class);
                assertThat(cluster.clusterCommands().clusterGetNodes()).hasSize(1);
                RedisClusterNode node = cluster.clusterGetNodes().iterator().next();
                assertThat(cluster.ping(node)).isEqualTo("PONG");
                assertThat(redis.serverCommands()).isInstanceOf(RedisClusterServerCommands.class);
                assertThat(cluster.serverCommands().dbSize(node)).isNotNull();

                cluster.listCommands().rPush(bytes("queue-" + id), bytes("a"));
                assertThat(cluster.listCommands().lPop(bytes("queue-" + id))).isEqualTo(bytes("a"));
                assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void lists_carryEnvelopesAndMatchByContent(String client) {
        String queue = "queue-" + id;
        String processing = queue + ":processing";
        run(client, context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPushAll(queue, "a", "b", "c");
            assertThat(redis.opsForList().indexOf(queue, "b")).isEqualTo(1);
            assertThat(redis.opsForList().move(queue, Direction.LEFT, processing, Direction.RIGHT))
                    .isEqualTo("a");
            assertThat(redis.opsForList().remove(processing, 1, "a")).isEqualTo(1);
            assertThat(redis.opsForList().rightPopAndLeftPush(queue, processing))
                    .isEqualTo("c");
            assertThat(redis.opsForList().range(queue, 0, -1)).containsExactly("b");
            assertThat(redis.opsForCluster().keys(nodes(redis).get(0), queue + "*"))
                    .contains(queue);
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(2);
        });
        RedisClusterContext.application().run(plain -> assertThat(
                        plain.getBean(StringRedisTemplate.class).opsForList().range(queue, 0, -1))
                .singleElement()
                .asString()
                .startsWith("{\"flowmon\":{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void streams_carryIdsBesideTheirFields(String client) {
        String stream = "orders-" + id;
        run(client, context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForStream().add(stream, Map.of("n", "1"));
            List<MapRecord<String, Object, Object>> read =
                    Objects.requireNonNull(redis.opsForStream().read(StreamOffset.fromStart(stream)));
            assertThat(read).extracting(MapRecord::getValue).containsExactly(Map.of("n", "1"));
            Event send = events(context, MessageTypes.SEND_MESSAGE).get(0);
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE))
                    .singleElement()
                    .satisfies(received -> assertThat(received.messageId()).isEqualTo(send.messageId()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void channels_carryEnvelopes(String client) {
        String channel = "news-" + id;
        run(client, context -> {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            RedisMessageListenerContainer container = new RedisMessageListenerContainer();
            container.setConnectionFactory(context.getBean(RedisConnectionFactory.class));
            container.addMessageListener(
                    (message, pattern) -> heard.add(new String(message.getBody(), UTF_8)), new ChannelTopic(channel));
            container.afterPropertiesSet();
            container.start();
            try {
                context.getBean(StringRedisTemplate.class).convertAndSend(channel, "news");
                assertThat(poll(heard)).isEqualTo("news");
                await().until(() ->
                        events(context, MessageTypes.RECEIVED_MESSAGE).size() == 1);
            } finally {
                container.stop();
                destroy(container);
            }
        });
    }

    /** Jedis refuses pipelines on a cluster. */
    @Test
    void pipeline_mapsEachResultToItsCommand() {
        String queue = "queue-" + id;
        run("lettuce", context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            List<Object> results = redis.executePipelined((RedisCallback<Object>) connection -> {
                connection.listCommands().rPush(bytes(queue), bytes("a"), bytes("b"));
                connection.serverCommands();
                connection.stringCommands().get(bytes("nothing" + id));
                connection.listCommands().lPop(bytes(queue));
                return nothing();
            });
            assertThat(results).containsExactly(2L, null, "a");
        });
    }

    private static List<RedisClusterNode> nodes(StringRedisTemplate redis) {
        return Objects.requireNonNull(redis.execute((RedisCallback<List<RedisClusterNode>>) connection -> {
            List<RedisClusterNode> nodes = new java.util.ArrayList<>();
            ((RedisClusterConnection) connection).clusterGetNodes().forEach(nodes::add);
            return nodes;
        }));
    }

    @SuppressWarnings("NullAway") // a pipeline demands null of its callback
    private static Object nothing() {
        return null;
    }

    private static void destroy(RedisMessageListenerContainer container) {
        try {
            container.destroy();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String poll(BlockingQueue<String> heard) {
        try {
            return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "nothing heard");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<Event> events(ApplicationContext context, String type) {
        return context.getBean(RecordingPublisher.class).ofType(type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void run(String client, Consumer<ApplicationContext> test) {
        RedisClusterContext.withFlowmon(
                        "flowmon.redis.lists=queue-*",
                        "flowmon.redis.streams=orders-*",
                        "flowmon.redis.channels=news-*",
                        "spring.data.redis.client-type=" + client)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }
}
