/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.ClassUtils;

/** Makes proxies that are whatever the object behind them is, by its public interfaces. */
final class LookAlike {

    private static final Map<Class<?>, Class<?>[]> INTERFACES = new ConcurrentHashMap<>();

    private LookAlike() {}

    static Object of(Object target, InvocationHandler handler) {
        Class<?> type = target.getClass();
        Class<?>[] interfaces = INTERFACES.get(type);
        if (interfaces == null) {
            interfaces = ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                    .filter(each -> Modifier.isPublic(each.getModifiers()))
                    .toArray(Class<?>[]::new);
            INTERFACES.put(type, interfaces);
        }
        return Proxy.newProxyInstance(type.getClassLoader(), interfaces, handler);
    }
}
