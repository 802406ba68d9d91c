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
import org.springframework.data.redis.connection.RedisStreamCommands;
import org.springframework.util.ReflectionUtils;

/**
 * Which methods of a connection, or of one of its groups of commands, are taken over.
 *
 * @param group the group that the command belongs to
 * @param method the method of ours that takes it over
 */
record OwnMethod(Group group, Method method) {

    enum Group {
        LISTS(RedisListCommands.class, ListCommands.class),
        CHANNELS(RedisPubSubCommands.class, ChannelCommands.class),
        STREAMS(RedisStreamCommands.class, RedisStreamCommands.class);

        private final Class<?> commands;
        private final Class<?> ours;

        Group(Class<?> commands, Class<?> ours) {
            this.commands = commands;
            this.ours = ours;
        }
    }

    /** The same few methods of a few interfaces, over and over. */
    private static final Map<Method, Optional<OwnMethod>> CACHE = new ConcurrentHashMap<>();

    static @Nullable OwnMethod of(Method called) {
        Optional<OwnMethod> known = CACHE.get(called);
        if (known == null) {
            known = Optional.ofNullable(find(called));
            CACHE.put(called, known);
        }
        return known.orElse(null);
    }

    private static @Nullable OwnMethod find(Method called) {
        for (Group group : Group.values()) {
            Method ours = in(group.commands, called) == null ? null : in(group.ours, called);
            if (ours != null && (group == Group.STREAMS || !Modifier.isAbstract(ours.getModifiers()))) {
                return new OwnMethod(group, ours); // abstract in a class: a command that was added later
            }
        }
        return null;
    }

    private static @Nullable Method in(Class<?> type, Method called) {
        return ReflectionUtils.findMethod(type, called.getName(), called.getParameterTypes());
    }
}
