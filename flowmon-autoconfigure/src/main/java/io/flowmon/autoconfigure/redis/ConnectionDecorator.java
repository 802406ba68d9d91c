/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.util.ClassUtils;

/** Wraps connections. Any thread. */
final class ConnectionDecorator {

    private final Map<Class<?>, Class<?>[]> interfaces = new ConcurrentHashMap<>();
    private final Destinations destinations;
    private final Messages messages;

    ConnectionDecorator(Destinations destinations, Messages messages) {
        this.destinations = destinations;
        this.messages = messages;
    }

    Object decorate(RedisConnection connection) {
        Class<?> type = connection.getClass();
        Class<?>[] all = interfaces.get(type);
        if (all == null) {
            all = publicInterfaces(type);
            interfaces.put(type, all);
        }
        return Proxy.newProxyInstance(
                type.getClassLoader(), all, new DecoratedConnection(connection, destinations, messages));
    }

    static Class<?>[] publicInterfaces(Class<?> type) {
        return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .toArray(Class<?>[]::new);
    }
}
