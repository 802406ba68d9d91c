/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.DefaultStringRedisConnection;
import org.springframework.data.redis.connection.RedisCommands;
import org.springframework.data.redis.connection.RedisCommandsProvider;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisKeyCommands;
import org.springframework.data.redis.connection.StringRedisConnection;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ReflectionUtils;

/** Whichever way an application gets at its commands, it never sees an envelope. */
@SuppressWarnings("unchecked") // the offsets of a read are an array of a generic type
class ConnectionAccessTests {

    private final byte[] queue = bytes("queue-" + UUID.randomUUID());
    private final byte[] stream = bytes("orders-" + UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void allCommandsAtOnce_areDecorated(String client) {
        run(client, (context, redis) -> {
            RedisCommands commands = redis.commands();
            assertThat(commands).isSameAs(redis);
            commands.rPush(queue, bytes("a"));
            commands.xAdd(stream, Map.of(bytes("n"), bytes("1")));

            assertThat(commands.lRange(queue, 0, -1)).containsExactly(bytes("a"));
            assertThat(commands.xRead(StreamOffset.fromStart(stream)).get(0).getValue())
                    .hasSize(1);
            assertThat(context.getBean(RecordingPublisher.class).events()).hasSize(3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void everyGroupOfCommands_isOneOfOurs(String client) {
        run(client, (context, redis) -> {
            List<String> bare = new ArrayList<>();
            Arrays.stream(RedisCommandsProvider.class.getMethods()).forEach(method -> {
                Object group = ReflectionUtils.invokeMethod(method, redis);
                if (group == null || !Proxy.isProxyClass(group.getClass())) {
                    bare.add(method.getName());
                }
                assertThat(group).isInstanceOf(method.getReturnType());
            });
            assertThat(bare).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void groupTakenBeforeAPipeline_isCountedInIt(String client) {
        run(client, (context, redis) -> {
            RedisKeyCommands keys = redis.keyCommands();
            redis.listCommands().rPush(queue, bytes("a"));
            redis.openPipeline();
            keys.exists(queue);
            redis.listCommands().lPop(queue);
            assertThat(keys.hashCode()).isEqualTo(keys.hashCode());

            assertThat(redis.closePipeline()).containsExactly(true, bytes("a"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void nativeConnection_staysNative(String client) {
        run(client, (context, redis) -> {
            Object nativeConnection = redis.getNativeConnection();
            assertThat(AopUtils.isAopProxy(nativeConnection)).isFalse();
            assertThat(nativeConnection.getClass().getPackageName())
                    .startsWith(client.equals("lettuce") ? "io.lettuce" : "redis.clients");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void connectionOfStrings_isDecoratedWhereverItIsWrapped(String client) {
        run(client, (context, redis) -> {
            StringRedisConnection strings = new DefaultStringRedisConnection(redis);
            strings.rPush("queue-a" + text(queue), "a");
            assertThat(((DefaultStringRedisConnection) strings).getDelegate()).isSameAs(redis);
            assertThat(strings.lPop("queue-a" + text(queue))).isEqualTo("a");

            ConnectionDecorator decorator = context.getBean(ConnectionDecorator.class);
            RedisConnection decorated = decorator.decorate(new DefaultStringRedisConnection(
                    context.getBean(BareConnections.class).open()));
            try (decorated) {
                RedisConnection delegate =
                        ((org.springframework.data.redis.connection.DecoratedRedisConnection) decorated).getDelegate();
                delegate.listCommands().rPush(queue, bytes("b"));
                assertThat(delegate.listCommands().lRange(queue, 0, -1)).containsExactly(bytes("b"));
                assertThat(stored(context)).startsWith("{\"flowmon\":{");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void exposedConnectionsOfATemplate_areDecorated(String client) {
        run(client, (context, redis) -> {
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
            for (boolean exposed : List.of(true, false)) {
                String content = template.execute(
                        (RedisCallback<String>) connection -> {
                            connection.commands().rPush(queue, bytes("a"));
                            return text(connection.listCommands().lPop(queue));
                        },
                        exposed);
                assertThat(content).isEqualTo("a");
            }
        });
    }

    /** Redis commands inside a transaction of Spring's are queued until its commit. */
    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void transactionOfSpring_sendsAtItsCommit(String client) {
        run(client, (context, redis) -> {
            StringRedisTemplate template = new StringRedisTemplate(context.getBean(RedisConnectionFactory.class));
            template.setEnableTransactionSupport(true);
            template.afterPropertiesSet();
            TransactionSynchronizationManager.initSynchronization();
            TransactionSynchronizationManager.setActualTransactionActive(true);
            try {
                template.opsForList().rightPush(text(queue), "a");
                assertThat(redis.listCommands().lLen(queue)).isZero();
                TransactionSynchronizationManager.getSynchronizations().forEach(each -> {
                    each.afterCompletion(0);
                });
            } finally {
                TransactionSynchronizationManager.clear();
            }
            assertThat(redis.listCommands().lRange(queue, 0, -1)).containsExactly(bytes("a"));
            assertThat(context.getBean(RecordingPublisher.class).events()).hasSize(1);
        });
    }

    private String stored(ApplicationContext context) {
        try (RedisConnection bare = context.getBean(BareConnections.class).open()) {
            return text(bare.listCommands().lRange(queue, 0, -1).get(0));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static void run(String client, BiConsumer<ApplicationContext, RedisConnection> test) {
        String type = "spring.data.redis.client-type=" + client;
        RedisContext.application().withPropertyValues(type).run(plain -> {
            RedisConnectionFactory bare = plain.getBean(RedisConnectionFactory.class);
            RedisContext.withFlowmon("flowmon.redis.lists=queue-*", "flowmon.redis.streams=orders-*", type)
                    .withBean(BareConnections.class, () -> bare::getConnection)
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        try (RedisConnection redis =
                                context.getBean(RedisConnectionFactory.class).getConnection()) {
                            test.accept(context, redis);
                        }
                    });
        });
    }

    /** Connections as they are without flowmon. */
    @FunctionalInterface
    interface BareConnections {
        RedisConnection open();
    }
}
