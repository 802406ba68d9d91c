/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.data.redis.connection.RedisCommandsProvider;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.stream.StreamListener;
import org.springframework.util.ClassUtils;

/** For native images: the connections that are proxied, what is called and read by reflection, and the script. */
final class RedisRuntimeHints implements RuntimeHintsRegistrar {

    private static final String CONNECTIONS = RedisConnection.class.getPackageName();

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/flowmon/autoconfigure/redis/content-matching.lua");
        hints.reflection()
                .registerType(ListCommands.class, MemberCategory.INVOKE_DECLARED_METHODS)
                .registerType(ChannelCommands.class, MemberCategory.INVOKE_DECLARED_METHODS)
                .registerType(StreamCommands.class, MemberCategory.INVOKE_DECLARED_METHODS)
                .registerType(streams("DefaultStreamMessageListenerContainer"), type -> type.withField("subscriptions"))
                .registerType(
                        streams("DefaultStreamMessageListenerContainer$TaskSubscription"),
                        type -> type.withField("task"))
                .registerType(streams("StreamPollTask"), type -> type.withField("listener"))
                .registerType(RedisMessageListenerContainer.class, RedisRuntimeHints::fields);
        groups().forEach(group -> proxy(hints, group));
        Stream.of(
                        "lettuce.LettuceConnection",
                        "lettuce.LettuceClusterConnection",
                        "jedis.JedisConnection",
                        "jedis.JedisClusterConnection")
                .map(name -> CONNECTIONS + "." + name)
                .filter(name -> ClassUtils.isPresent(name, classLoader))
                .map(name -> ClassUtils.resolveClassName(name, classLoader))
                .forEach(type -> {
                    proxy(hints, LookAlike.publicInterfaces(type));
                    hints.reflection().registerType(type, RedisRuntimeHints::queues);
                });
    }

    private static TypeReference streams(String type) {
        return TypeReference.of(StreamListener.class.getPackageName() + "." + type);
    }

    private static void fields(TypeHint.Builder container) {
        container.withField("taskExecutor").withField("errorHandler");
    }

    private static void queues(TypeHint.Builder connection) {
        connection
                .withField(DriverQueue.LETTUCE_PIPELINE)
                .withField(DriverQueue.JEDIS_PIPELINE)
                .withField(DriverQueue.TRANSACTION);
    }

    private static Stream<Class<?>> groups() {
        return Stream.of(RedisCommandsProvider.class.getMethods())
                .filter(DecoratedConnection::isGroup)
                .map(Method::getReturnType);
    }

    private static void proxy(RuntimeHints hints, Class<?>... interfaces) {
        hints.proxies().registerJdkProxy(interfaces);
        for (Class<?> each : interfaces) {
            hints.reflection().registerType(each, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
