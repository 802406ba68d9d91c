/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisListCommands;
import org.springframework.util.ReflectionUtils;

/** Which methods of a connection, or of one of its groups of commands, {@link ListCommands} implements. */
final class OwnMethods {

    /** The same few methods of a few interfaces, over and over. */
    private static final Map<Method, Optional<Method>> CACHE = new ConcurrentHashMap<>();

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
        Method inInterface =
                ReflectionUtils.findMethod(RedisListCommands.class, called.getName(), called.getParameterTypes());
        if (inInterface == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ListCommands.class.getMethod(called.getName(), called.getParameterTypes()));
        } catch (NoSuchMethodException addedLater) {
            return Optional.empty();
        }
    }
}
