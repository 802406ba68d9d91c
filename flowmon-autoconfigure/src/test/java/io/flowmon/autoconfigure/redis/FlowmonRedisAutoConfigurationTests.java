/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ConnectionUtils;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import tools.jackson.databind.json.JsonMapper;

class FlowmonRedisAutoConfigurationTests {

    private static final String LISTS = "flowmon.redis.lists=queue-*";

    private String queue = "";

    @BeforeEach
    void newQueue() {
        queue = "queue-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void connectionFactory_keepsItsClass(String client) {
        RedisContext.withFlowmon(LISTS, "spring.data.redis.client-type=" + client)
                .run(context -> {
                    RedisConnectionFactory factory = context.getBean(RedisConnectionFactory.class);
                    assertThat(factory)
                            .isInstanceOf(
                                    client.equals("lettuce")
                                            ? LettuceConnectionFactory.class
                                            : JedisConnectionFactory.class);
                    assertThat(ConnectionUtils.isAsync(factory)).isEqualTo(client.equals("lettuce"));
                    assertThat(AopUtils.isAopProxy(factory)).isTrue();
                });
    }

    /** Such as a data source: the names of its methods are the same. */
    @Test
    void otherBeansThatAreProxied_areLeftAlone() {
        RedisContext.withFlowmon(LISTS, "flowmon.redis.streams=orders-*").run(context -> {
            Object proxied = new ProxyFactory(new OtherConnections()).getProxy();
            Object bean = context.getAutowireCapableBeanFactory().initializeBean(proxied, "others");
            assertThat(((Connections) bean).getConnection()).isEqualTo("a connection of another kind");
            assertThat(((Advised) bean).getAdvisors()).isEmpty();
        });
    }

    @Test
    void listenerContainer_receivesOverTheWrappedFactory() {
        RedisContext.withFlowmon(LISTS).run(context -> {
            BlockingQueue<String> heard = new ArrayBlockingQueue<>(1);
            RedisMessageListenerContainer container = new RedisMessageListenerContainer();
            container.setConnectionFactory(context.getBean(RedisConnectionFactory.class));
            container.addMessageListener(
                    (message, pattern) -> heard.add(new String(message.getBody(), UTF_8)), new ChannelTopic(queue));
            container.afterPropertiesSet();
            container.start();
            try {
                context.getBean(StringRedisTemplate.class).convertAndSend(queue, "news");
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news");
                assertThat(container.isListening()).isTrue();
            } finally {
                container.stop();
                container.destroy();
            }
        });
    }

    @Test
    void nothingConfigured_leavesTheFactoryAlone() {
        RedisContext.withFlowmon()
                .run(context -> assertThat(AopUtils.isAopProxy(context.getBean(RedisConnectionFactory.class)))
                        .isFalse());
    }

    @Test
    void withoutSpringDataRedis_backsOff() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlowmonRedisAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlowmonRedisProperties.class));
    }

    @Test
    void keysOfNoPattern_holdTheVeryBytes() {
        String other = "other-" + queue;
        RedisContext.withFlowmon(LISTS).run(context -> {
            context.getBean(StringRedisTemplate.class).opsForList().rightPushAll(other, "{\"a\": 1}", "b");
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });

        assertThat(stored(other)).containsExactly("{\"a\": 1}", "b");
    }

    @Test
    void keysOfAPattern_holdEnvelopes() {
        RedisContext.withFlowmon(LISTS)
                .run(context ->
                        context.getBean(StringRedisTemplate.class).opsForList().rightPush(queue, "{\"a\": 1}"));

        assertThat(stored(queue))
                .singleElement()
                .asString()
                .startsWith("{\"flowmon\":{")
                .endsWith(",\"content\":{\"a\": 1}}");
    }

    @Test
    void plainDestination_getsPlainMessagesAndGivesUpEnvelopes() {
        RedisContext.withFlowmon(LISTS)
                .run(context ->
                        context.getBean(StringRedisTemplate.class).opsForList().rightPush(queue, "wrapped"));
        RedisContext.withFlowmon(LISTS, "flowmon.redis.plain=queue-*").run(context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPush(queue, "plain");
            Event send = context.getBean(RecordingPublisher.class)
                    .ofType(MessageTypes.SEND_MESSAGE)
                    .get(0);
            assertThat(send.messageId()).isNull();
            assertThat(redis.opsForList().leftPop(queue)).isEqualTo("wrapped");
        });

        assertThat(stored(queue)).containsExactly("plain");
    }

    @Test
    void switchedOff_unwrapsAndDoesNothingElse() {
        RedisContext.withFlowmon(LISTS)
                .run(context ->
                        context.getBean(StringRedisTemplate.class).opsForList().rightPushAll(queue, "a", "b", "c"));
        RedisContext.withFlowmon(LISTS, "flowmon.enabled=false").run(context -> {
            assertThat(context).hasNotFailed();
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            redis.opsForList().rightPush(queue, "d");
            assertThat(redis.opsForList().leftPop(queue)).isEqualTo("a");
            assertThat(redis.opsForList().remove(queue, 1, "b")).isEqualTo(1);
            assertThat(redis.opsForList().range(queue, 0, -1)).containsExactly("c", "d");
            assertThat(context.getBean(RecordingPublisher.class).events()).isEmpty();
        });
        assertThat(stored(queue)).last().isEqualTo("d");
    }

    @Test
    void bodyBeyondTheCap_isCutInTheEventAlone() {
        RedisContext.withFlowmon(LISTS, "flowmon.redis.max-body-size=10B").run(context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
            String payload = "x".repeat(100);
            redis.opsForList().rightPush(queue, payload);
            assertThat(redis.opsForList().leftPop(queue)).isEqualTo(payload);

            assertThat(context.getBean(RecordingPublisher.class).events()).allSatisfy(event -> {
                var body = Objects.requireNonNull(
                        Objects.requireNonNull(event.serviceParams()).body());
                assertThat(body.size()).isEqualTo(100);
                assertThat(body.bytes()).hasSize(10);
            });
        });
    }

    @Test
    void serializersOfEveryKind_getTheirBytesBack() {
        RedisContext.withFlowmon(LISTS, "flowmon.redis.lists=queue-*,\"queue-*").run(context -> {
            Map<String, Object> order = Map.of("id", 4711, "note", "żółw");
            for (RedisSerializer<?> serializer : List.of(
                    RedisSerializer.java(),
                    new GenericJacksonJsonRedisSerializer(JsonMapper.builder().build()))) {
                RedisTemplate<String, Object> redis = new RedisTemplate<>();
                redis.setConnectionFactory(context.getBean(RedisConnectionFactory.class));
                redis.setDefaultSerializer(serializer);
                redis.afterPropertiesSet();

                redis.opsForList().rightPush(queue, order);
                redis.opsForList().rightPush(queue, "text");
                assertThat(redis.opsForList().remove(queue, 1, "text")).isEqualTo(1);
                assertThat(redis.opsForList().leftPop(queue)).isEqualTo(order);
            }
            assertThat(context.getBean(RecordingPublisher.class).ofType(MessageTypes.RECEIVED_MESSAGE))
                    .hasSize(2)
                    .first()
                    .satisfies(event -> assertThat(event.endpoint()).isEqualTo("LIST " + queue));
        });
    }

    @Test
    void templatePipelinesAndTransactions_giveContents() {
        RedisContext.withFlowmon(LISTS).run(context -> {
            StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);

            assertThat(redis.executePipelined(commands(false))).containsExactly(true, 2L, "a", "x", List.of("b"));
            redis.delete(queue);
            assertThat(redis.execute(commands(true))).isEqualTo(List.of(2L, "a", "x", List.of("b")));
        });
    }

    private SessionCallback<@Nullable Object> commands(boolean inTransaction) {
        return new SessionCallback<>() {
            @Override
            @SuppressWarnings({"unchecked", "NullAway"}) // a pipeline demands null of its callback
            public <K, V> @Nullable Object execute(RedisOperations<K, V> operations) throws DataAccessException {
                RedisOperations<String, String> redis = (RedisOperations<String, String>) operations;
                redis.opsForValue().set(queue + "-value", "x");
                if (inTransaction) {
                    redis.multi();
                }
                redis.opsForList().rightPushAll(queue, "a", "b");
                redis.opsForList().leftPop(queue);
                redis.opsForValue().get(queue + "-value");
                redis.opsForList().range(queue, 0, -1);
                return inTransaction ? redis.exec() : null;
            }
        };
    }

    /** What lies in Redis, as an application without flowmon reads it. */
    private static List<String> stored(String key) {
        List<String> values = new ArrayList<>();
        RedisContext.application().run(plain -> values.addAll(read(plain, key)));
        return values;
    }

    private static List<String> read(ApplicationContext context, String key) {
        try (RedisConnection redis =
                context.getBean(RedisConnectionFactory.class).getConnection()) {
            return redis.listCommands().lRange(key.getBytes(UTF_8), 0, -1).stream()
                    .map(value -> new String(value, UTF_8))
                    .toList();
        }
    }

    interface Connections {
        String getConnection();

        void register();
    }

    static final class OtherConnections implements Connections {
        @Override
        public String getConnection() {
            return "a connection of another kind";
        }

        @Override
        public void register() {}
    }
}
