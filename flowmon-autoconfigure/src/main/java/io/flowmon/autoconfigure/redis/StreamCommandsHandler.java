/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStreamCommands;
import org.springframework.util.ReflectionUtils;

/**
 * The stream commands of a connection: those with entries go to {@link StreamCommands}, the interface's own defaults end in
 * those, and all others go on as they are.
 *
 * @param commands takes over what carries entries
 * @param others takes all others
 */
record StreamCommandsHandler(StreamCommands commands, InvocationHandler others) implements InvocationHandler {

    private static final Map<Method, Optional<Method>> TAKEN_OVER = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        Method ours = takenOver(method);
        if (ours != null) {
            return DecoratedConnection.call(commands, ours, args);
        }
        return method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, args)
                : others.invoke(proxy, method, args);
    }

    private static @Nullable Method takenOver(Method called) {
        Optional<Method> known = TAKEN_OVER.get(called);
        if (known == null) {
            known = called.getDeclaringClass() == RedisStreamCommands.class
                    ? Optional.ofNullable(ReflectionUtils.findMethod(
                            StreamCommands.class, called.getName(), called.getParameterTypes()))
                    : Optional.empty();
            TAKEN_OVER.put(called, known);
        }
        return known.orElse(null);
    }
}
