/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisListCommands;
import org.springframework.data.redis.connection.RedisPubSubCommands;
import org.springframework.util.ReflectionUtils;

/** Which methods of a connection, or of one of its groups of commands, are taken over. */
final class OwnMethods {

    /** The same few methods of a few interfaces, over and over. */
    private static final Map<Method, Optional<Method>> CACHE = new ConcurrentHashMap<>();

    private static final Map<Class<?>, Class<?>> GROUPS = Map.of(
            RedisListCommands.class, ListCommands.class,
            RedisPubSubCommands.class, ChannelCommands.class);

    private OwnMethods() {}

    static @Nullable Method of(Method called) {
        Optional<Method> known = CACHE.get(called);
        if (known == null) {
            known = find(called);
            CACHE.put(called, known);
        }
        return known.orElse(null);
    }

    private static Optional<Method> find(Method called) {
        return GROUPS.entrySet().stream()
                .filter(group -> in(group.getKey(), called) != null)
                .map(group -> in(group.getValue(), called))
                .filter(ours -> ours != null && !Modifier.isAbstract(ours.getModifiers())) // abstract: added later
                .findFirst();
    }

    private static @Nullable Method in(Class<?> type, Method called) {
        return ReflectionUtils.findMethod(type, called.getName(), called.getParameterTypes());
    }
}
